package dev.taskwire.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Takes what is logged, from its creation until it is closed. Thread-safe. */
public final class RecordedLog extends Handler implements AutoCloseable {
  public final List<String> records = Collections.synchronizedList(new ArrayList<>());
  private final Logger logger = Logger.getLogger("dev.taskwire");
  private final SimpleFormatter formatter = new SimpleFormatter();

  public RecordedLog() {
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
