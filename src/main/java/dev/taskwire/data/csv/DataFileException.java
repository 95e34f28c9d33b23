package dev.taskwire.data.csv;

import java.io.IOException;

/**
 * A file that cannot be processed; the message is a sentence for the client, with the path as the
 * client gave it.
 */
public final class DataFileException extends IOException {
  private static final long serialVersionUID = 1L;

  public DataFileException(String filePath, String problem) {
    super(sentence(filePath, problem));
  }

  public DataFileException(String filePath, String problem, Throwable cause) {
    super(sentence(filePath, problem), cause);
  }

  private static String sentence(String filePath, String problem) {
    return "File \"" + filePath + "\" " + problem + ".";
  }
}
