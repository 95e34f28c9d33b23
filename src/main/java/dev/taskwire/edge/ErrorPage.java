package dev.taskwire.edge;

import dev.taskwire.problem.Problem;

/**
 * A {@link Problem} as a page for a person, with nothing in it that the content security policy
 * would have to let through.
 */
final class ErrorPage {
  static final String MEDIA_TYPE = "text/html;charset=UTF-8";

  private ErrorPage() {}

  /** The page; its link leads to the start page of the application. */
  static String html(Problem problem, String contextPath) {
    String title = escape(problem.title());
    return """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width">
    <meta name="color-scheme" content="light dark">
    <title>%s</title>
    </head>
    <body>
    <main>
    <h1>%s</h1>
    <p>%s</p>
    <p><a href="%s/">To the start page</a></p>
    </main>
    </body>
    </html>
    """
        .formatted(title, title, escape(problem.detail()), escape(contextPath));
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
