package dev.taskwire.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Takes what the engine logs, from its creation until it is closed. Thread-safe. */
final class RecordedLog extends Handler implements AutoCloseable {
  final List<String> records = Collections.synchronizedList(new ArrayList<>());
  private final Logger logger = Logger.getLogger("dev.taskwire.engine");
  private final SimpleFormatter formatter = new SimpleFormatter();

  RecordedLog() {
    logger.addHandler(this);
    logger.setUseParentHandlers(false);
  }

  @Override
  public void publish(LogRecord record) {
    String message = formatter.formatMessage(record);
    records.add(record.getThrown() == null ? message : message + "\n" + record.getThrown());
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    logger.removeHandler(this);
    logger.setUseParentHandlers(true);
  }
}
