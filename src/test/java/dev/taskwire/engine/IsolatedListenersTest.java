package dev.taskwire.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class IsolatedListenersTest {
  @Test
  void rejected_oneListenerThrowing_othersAreToldAllTheSame() {
    List<String> told = new ArrayList<>();
    TaskListener broken =
        new TaskListener() {
          @Override
          public void rejected(String type) {
            told.add("broken " + type);
            throw new AssertionError("gone");
          }
        };
    TaskListener sound =
        new TaskListener() {
          @Override
          public void rejected(String type) {
            told.add("sound " + type);
          }
        };
    IsolatedListeners listeners = new IsolatedListeners(List.of(broken, sound));

    listeners.rejected("copy");
    listeners.rejected("move");

    assertEquals(List.of("broken copy", "sound copy", "broken move", "sound move"), told);
  }
}
