package dev.taskwire.thread;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.jboss.logging.MDC;
import org.junit.jupiter.api.Test;

class LogContextTest {
  @Test
  void put_withoutALogLibrary_doesNothing() {
    LogContext context =
        new LogContext(new Hiding("org.jboss.logging.", "org.slf4j.", "org.apache.logging.log4j."));

    LogContext.Saved saved = context.save();
    context.put("some-id");
    saved.restore();

    assertNull(MDC.get("task_id"));
    assertFalse(MDC.getMap().containsKey("task_id"));
  }
}
