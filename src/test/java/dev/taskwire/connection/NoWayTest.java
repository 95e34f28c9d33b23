package dev.taskwire.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.Test;

/** What a server's version lacks is said once. */
class NoWayTest {
  @Test
  void to_theSameEffectAThousandTimes_isSaidOnce() {
    List<String> said = new ArrayList<>();
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord record) {
            assertEquals(Level.WARNING, record.getLevel());
            said.add(new SimpleFormatter().formatMessage(record));
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger log = Logger.getLogger(NoWay.class.getName());
    log.addHandler(handler);
    try {
      for (int i = 0; i < 1000; i++) {
        NoWay.to("fly", "one walks", "a request");
      }
      NoWay.to("swim", "one walks around", "a request");
    } finally {
      log.removeHandler(handler);
    }
    assertEquals(2, said.size());
    assertTrue(said.get(0).contains("no known way to fly: one walks (java.lang.String)"));
  }
}
