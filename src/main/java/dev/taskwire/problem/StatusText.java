package dev.taskwire.problem;

import java.util.Map;

/** The name of each HTTP status and the sentence that explains it when nothing better is known. */
final class StatusText {
  /**
   * As RFC 9110 and the registry of IANA spell them; {@code Response.Status} has those of RFC 2616.
   */
  private static final Map<Integer, String> TITLES =
      Map.ofEntries(
          Map.entry(400, "Bad Request"),
          Map.entry(401, "Unauthorized"),
          Map.entry(402, "Payment Required"),
          Map.entry(403, "Forbidden"),
          Map.entry(404, "Not Found"),
          Map.entry(405, "Method Not Allowed"),
          Map.entry(406, "Not Acceptable"),
          Map.entry(407, "Proxy Authentication Required"),
          Map.entry(408, "Request Timeout"),
          Map.entry(409, "Conflict"),
          Map.entry(410, "Gone"),
          Map.entry(411, "Length Required"),
          Map.entry(412, "Precondition Failed"),
          Map.entry(413, "Content Too Large"),
          Map.entry(414, "URI Too Long"),
          Map.entry(415, "Unsupported Media Type"),
          Map.entry(416, "Range Not Satisfiable"),
          Map.entry(417, "Expectation Failed"),
          Map.entry(421, "Misdirected Request"),
          Map.entry(422, "Unprocessable Content"),
          Map.entry(423, "Locked"),
          Map.entry(424, "Failed Dependency"),
          Map.entry(425, "Too Early"),
          Map.entry(426, "Upgrade Required"),
          Map.entry(428, "Precondition Required"),
          Map.entry(429, "Too Many Requests"),
          Map.entry(431, "Request Header Fields Too Large"),
          Map.entry(451, "Unavailable For Legal Reasons"),
          Map.entry(500, "Internal Server Error"),
          Map.entry(501, "Not Implemented"),
          Map.entry(502, "Bad Gateway"),
          Map.entry(503, "Service Unavailable"),
          Map.entry(504, "Gateway Timeout"),
          Map.entry(505, "HTTP Version Not Supported"),
          Map.entry(506, "Variant Also Negotiates"),
          Map.entry(507, "Insufficient Storage"),
          Map.entry(508, "Loop Detected"),
          Map.entry(511, "Network Authentication Required"));

  private static final Map<Integer, String> DETAILS =
      Map.ofEntries(
          Map.entry(400, "The request is not well-formed."),
          Map.entry(401, "This needs a caller who has signed in."),
          Map.entry(403, "The caller may not do this."),
          Map.entry(404, "There is nothing under this address."),
          Map.entry(
              405, "This address does not know the method of the request; see the header Allow."),
          Map.entry(406, "This address has no answer in a format that the request accepts."),
          Map.entry(408, "The request did not arrive in time."),
          Map.entry(409, "The request does not fit the present state."),
          Map.entry(410, "What was under this address is gone."),
          Map.entry(411, "The request must say how long its body is."),
          Map.entry(412, "A condition of the request is not met."),
          Map.entry(413, "The body of the request is too large."),
          Map.entry(414, "The address of the request is too long."),
          Map.entry(415, "The body of the request must be application/json."),
          Map.entry(416, "The requested range is not available."),
          Map.entry(417, "The expectation of the request cannot be met."),
          Map.entry(422, "The request is well-formed, but it cannot be carried out."),
          Map.entry(429, "There were too many requests; try again later."),
          Map.entry(431, "The headers of the request are too large."),
          Map.entry(500, "The server failed to answer the request."),
          Map.entry(501, "The server does not know how to do this."),
          Map.entry(502, "A server behind this one gave no valid answer."),
          Map.entry(503, "The server cannot take the request now; try again later."),
          Map.entry(504, "A server behind this one did not answer in time."));

  private StatusText() {}

  static String title(int status) {
    String title = TITLES.get(status);
    if (title != null) {
      return title;
    }
    return status < 500 ? "Client Error" : "Server Error";
  }

  static String detail(int status) {
    String detail = DETAILS.get(status);
    if (detail != null) {
      return detail;
    }
    return status < 500
        ? "The request cannot be answered as it is."
        : "The server failed to answer the request.";
  }
}
