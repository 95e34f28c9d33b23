package dev.taskwire.it;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends a request and reads the answer to its end, within a minute. */
public final class WholeAnswer {
  private static final int SECONDS = 60;

  private WholeAnswer() {}

  /**
   * The answer, as text. The request's own timeout would end at the headers.
   *
   * @throws IOException if there is none in time
   */
  public static HttpResponse<String> to(HttpRequest request, HttpClient http)
      throws IOException, InterruptedException {
    CompletableFuture<HttpResponse<String>> answer =
        http.sendAsync(request, BodyHandlers.ofString());
    try {
      return answer.get(SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new IOException(request + ": " + e.getCause(), e);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new IOException(request + ": no end of the answer", e);
    }
  }
}
