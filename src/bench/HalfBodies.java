import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How long others wait while requests are open whose bodies do not come: {@code java
 * src/bench/HalfBodies.java PORT HALVES PATH}. Each half gets one byte more every second.
 */
public final class HalfBodies {
  private static final int REQUESTS = 2000;

  public static void main(String[] args) throws IOException, InterruptedException {
    int port = Integer.parseInt(args[0]);
    String head =
        "POST %s HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n{"
            .formatted(args[2]);
    List<Socket> halves = new ArrayList<>();
    for (int i = 0; i < Integer.parseInt(args[1]); i++) {
      Socket socket = new Socket("127.0.0.1", port);
      socket.getOutputStream().write(head.getBytes(US_ASCII));
      halves.add(socket);
    }
    Thread drip = new Thread(() -> drip(halves));
    drip.setDaemon(true);
    drip.start();
    HttpClient http = HttpClient.newHttpClient();
    URI tasks = URI.create("http://127.0.0.1:" + port + "/api/tasks");
    HttpRequest list = HttpRequest.newBuilder(tasks).build();
    HttpRequest start =
        HttpRequest.newBuilder(tasks)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"type\":\"demo\",\"params\":{\"events\":1}}"))
            .build();
    long[] millis = new long[REQUESTS];
    for (int i = 0; i < REQUESTS; i++) {
      long begin = System.nanoTime();
      http.send(i % 2 == 0 ? list : start, BodyHandlers.discarding());
      millis[i] = (System.nanoTime() - begin) / 1_000_000;
    }
    Arrays.sort(millis);
    System.out.printf(
        "%d halves of %s: p50 %d ms, p99 %d ms, worst %d ms%n",
        halves.size(), args[2], millis[REQUESTS / 2], millis[REQUESTS * 99 / 100], millis[REQUESTS - 1]);
    for (Socket half : halves) {
      half.close();
    }
  }

  private static void drip(List<Socket> halves) {
    while (true) {
      for (Socket half : halves) {
        try {
          half.getOutputStream().write(' ');
        } catch (IOException cut) {
          continue;
        }
      }
      try {
        Thread.sleep(1000);
      } catch (InterruptedException ending) {
        return;
      }
    }
  }
}
