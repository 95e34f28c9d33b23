package dev.taskwire.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Random;

/**
 * Makes requests that no decent client sends, mixed with near misses of decent ones. The same seed
 * makes the same requests.
 */
final class HostileRequests {
  /** What must not come back as markup. */
  static final String MARKUP = "<script>alert(7331)</script>";

  private static final List<String> METHODS =
      List.of(
          "GET",
          "GET",
          "GET",
          "POST",
          "POST",
          "POST",
          "DELETE",
          "PUT",
          "PATCH",
          "OPTIONS",
          "HEAD",
          "TRACE",
          "PROPFIND",
          "get",
          "X",
          "CONNECTED",
          "G\u00cbT");
  private static final List<String> IDS =
      List.of(
          "ID",
          "ID",
          "ID",
          "00000000-0000-0000-0000-000000000000",
          "1",
          "..",
          "%2e%2e",
          "%00",
          "%zz",
          "%",
          "%c3%28",
          "%ff",
          "a%2fb",
          "a%5cb",
          "*",
          "~",
          "ID;x=1",
          "ID%20",
          "stream",
          "null",
          "-1",
          "%253cscript%253e",
          "%3Cscript%3Ealert(7331)%3C%2Fscript%3E",
          "<script>",
          "'%22",
          "${jndi:ldap://x}",
          "%24%7B7*7%7D",
          "\u00e9",
          "%F0%9F%92%A9");
  private static final List<String> TAILS =
      List.of(
          "",
          "",
          "",
          "/status",
          "/stream",
          "/events",
          "/events?wait=0",
          "/cancel",
          "/",
          "/nothing",
          "//",
          "/stream/",
          "/.",
          "/cancel/x",
          "/status;a=b",
          "/stack");
  private static final List<String> PATHS =
      List.of(
          "/api/tasks",
          "/api/tasks",
          "/api/tasks",
          "/api/data/process",
          "/api/data/process",
          "/api",
          "/api/",
          "/api/tasks/",
          "/api/task-types",
          "/api/server",
          "/api//tasks",
          "/api/../WEB-INF/web.xml",
          "/WEB-INF/web.xml",
          "/META-INF/MANIFEST.MF",
          "/",
          "/index.html",
          "/api/application.wadl",
          "/%zz",
          "/api/%00",
          "/api/tasks%2f",
          "/api/tasks/stream?task_id=none",
          "/..%2f..%2fetc/passwd",
          "/openapi",
          "/metrics",
          "/api/tasks/" + "x".repeat(7000),
          "/error",
          "/j_security_check",
          "//evil.example/");
  private static final List<String> QUERIES =
      List.of(
          "status=running",
          "status=RUNNING",
          "status=%00",
          "limit=0",
          "limit=-1",
          "limit=99999999999",
          "limit=1e3",
          "limit=",
          "limit=1&limit=2",
          "type=%zz",
          "type=demo",
          "after=-1",
          "after=99999999999999999999",
          "wait=0",
          "wait=61",
          "wait=NaN",
          "last_event_id=-5",
          "lastEventId=%E2%98%83",
          "task_id=",
          "task_id=%ff",
          "%",
          "&&&",
          "=",
          "a=" + "b".repeat(3000),
          "ticket=x",
          "status=" + "%3Cscript%3Ealert(7331)",
          "x[]=1",
          "limit=%31",
          "limit=\u0661");
  private static final List<String> CONTENT_TYPES =
      List.of(
          "application/json",
          "application/json",
          "application/json",
          "application/json",
          "application/json; charset=utf-16",
          "application/json;charset=nope",
          "text/plain",
          "",
          "application/xml",
          "*/*",
          "application/json/x",
          "multipart/form-data; boundary=x",
          "application/x-www-form-urlencoded",
          MARKUP,
          "application/json;;;",
          "\u00e9");
  private static final List<String> JSON =
      List.of(
          "{\"type\":\"demo\",\"params\":{\"events\":1}}",
          "{\"type\":\"demo\",\"params\":{\"events\":\"1\"}}",
          "{\"type\":\"demo\",\"params\":{\"events\":1.5}}",
          "{\"type\":\"demo\",\"params\":{\"events\":2147483648}}",
          "{\"type\":\"demo\",\"params\":{\"events\":1e999999999}}",
          "{\"type\":\"demo\",\"params\":{\"events\":-1,\"outcome\":\"x\"}}",
          "{\"type\":\"demo\",\"type\":\"demo\"}",
          "{\"type\":\"demo\"} x",
          "{\"type\":7}",
          "{\"type\":null}",
          "{\"type\":\"" + MARKUP + "\"}",
          "{}",
          "[]",
          "null",
          "\"\"",
          "1",
          "",
          " ",
          "{",
          "{\"type\":\"demo\",",
          "{\"type\":\"\\ud800\"}",
          "{'type':'demo'}",
          "{\"type\":\"demo\",\"params\":[]}",
          "{\"type\":\"demo\",\"params\":null}",
          "\ufeff{}",
          "{\"type\":\"\\u0000\"}",
          "[".repeat(70) + "]".repeat(70),
          "[".repeat(20_000),
          "{\"a\":".repeat(65) + "1" + "}".repeat(65),
          "{\"" + MARKUP + "\":1}",
          "{\"file_path\":\"../../etc/passwd\"}",
          "{\"file_path\":\"/etc/passwd\"}",
          "{\"file_path\":\"a\\u0000.csv\"}",
          "{\"file_path\":\"none.csv\"}",
          "{\"file_path\":\"a.csv\",\"batch_size\":0}",
          "{\"file_path\":[\"a.csv\"]}",
          "{\"file_path\":\"" + "x".repeat(5000) + "\"}",
          "\"" + "y".repeat(70_000) + "\"",
          "{\"file_path\":\"%2e%2e/secret\"}",
          "{\"file_path\":\"..\\\\secret\"}",
          "{\"type\":\"demo\",\"params\":{\"events\":" + "9".repeat(3000) + "}}");
  private static final List<String> HEADERS =
      List.of(
          "Last-Event-ID: -1",
          "Last-Event-ID: 99999999999999999999999",
          "Last-Event-ID: \u00ff",
          "Last-Event-ID: 1",
          "Accept: text/plain",
          "Accept: ///",
          "Accept: " + MARKUP,
          "Accept: text/event-stream",
          "Accept-Language: \u00e9",
          "Origin: https://evil.example",
          "Origin: null",
          "Origin: " + MARKUP,
          "Sec-Fetch-Site: cross-site",
          "Cookie: a=b; =;",
          "Authorization: Basic %%%",
          "X-HTTP-Method-Override: DELETE",
          "X-Forwarded-Host: evil",
          "X-Forwarded-For: " + MARKUP,
          "Range: bytes=0-1",
          "If-Match: *",
          "Expect: nothing",
          "X-Long: " + "z".repeat(4000),
          "Referer: " + MARKUP,
          "Accept-Encoding: gzip",
          "Upgrade: websocket",
          "Content-Encoding: gzip",
          "Accept-Charset: nope");

  private final Random random;
  private final String id;

  /**
   * Creates the source.
   *
   * @param id the id of a task that exists, so that some requests find one
   */
  HostileRequests(long seed, String id) {
    this.random = new Random(seed);
    this.id = id;
  }

  /**
   * A request.
   *
   * @param bytes what is sent
   * @param method its method
   * @param isHalf whether its end is missing, so that no answer is due
   */
  record Request(byte[] bytes, String method, boolean isHalf) {
    @Override
    public String toString() {
      String text = new String(bytes, ISO_8859_1);
      return text.length() > 600 ? text.substring(0, 600) + "…" : text;
    }
  }

  Request next() {
    String method = any(METHODS);
    // RFC 9110 §9.3.8: no content in a TRACE; Grizzly would take it for the next request
    boolean bodiless = method.equals("GET") || method.equals("HEAD") || method.equals("TRACE");
    byte[] body = bodiless ? new byte[0] : body();
    StringBuilder head = new StringBuilder();
    head.append(method).append(' ').append(target()).append(" HTTP/1.1\r\nHost: localhost\r\n");
    for (int i = random.nextInt(3); i > 0; i--) {
      head.append(any(HEADERS)).append("\r\n");
    }
    String type = any(CONTENT_TYPES);
    if (!type.isEmpty() && body.length > 0) {
      head.append("Content-Type: ").append(type).append("\r\n");
    }
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    boolean chunked = body.length > 0 && random.nextInt(5) == 0;
    head.append(chunked ? "Transfer-Encoding: chunked" : "Content-Length: " + body.length);
    request.writeBytes((head + "\r\n\r\n").getBytes(ISO_8859_1));
    if (chunked) {
      request.writeBytes((Integer.toHexString(body.length) + "\r\n").getBytes(ISO_8859_1));
      request.writeBytes(body);
      request.writeBytes("\r\n0\r\n\r\n".getBytes(ISO_8859_1));
    } else {
      request.writeBytes(body);
    }
    boolean half = random.nextInt(200) == 0;
    byte[] bytes = request.toByteArray();
    return new Request(half ? cut(bytes) : bytes, method, half);
  }

  private String target() {
    String path =
        random.nextBoolean() ? any(PATHS) : "/api/tasks/" + any(IDS).replace("ID", id) + any(TAILS);
    if (random.nextInt(3) == 0) {
      path += (path.contains("?") ? "&" : "?") + any(QUERIES);
    }
    return random.nextInt(30) == 0 ? path + noise(8).replaceAll("[\\s\\x00]", "!") : path;
  }

  private byte[] body() {
    byte[] body = any(JSON).getBytes(UTF_8);
    if (random.nextInt(3) > 0 || body.length == 0) {
      return body;
    }
    for (int i = random.nextInt(4); i >= 0; i--) {
      body[random.nextInt(body.length)] = (byte) random.nextInt(256);
    }
    return body;
  }

  private byte[] cut(byte[] bytes) {
    byte[] part = new byte[1 + random.nextInt(bytes.length - 1)];
    System.arraycopy(bytes, 0, part, 0, part.length);
    return part;
  }

  private String noise(int length) {
    byte[] bytes = new byte[1 + random.nextInt(length)];
    random.nextBytes(bytes);
    return new String(bytes, ISO_8859_1);
  }

  private String any(List<String> values) {
    return values.get(random.nextInt(values.size()));
  }
}
