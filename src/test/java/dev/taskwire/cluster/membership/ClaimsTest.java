package dev.taskwire.cluster.membership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.taskwire.TaskStatus;
import dev.taskwire.cluster.protocol.BellListener;
import dev.taskwire.cluster.protocol.EngineUnavailableException;
import dev.taskwire.cluster.protocol.FaultyEngine;
import dev.taskwire.cluster.protocol.FaultyEngine.Fault;
import dev.taskwire.cluster.protocol.InMemoryEngine;
import dev.taskwire.cluster.protocol.NewTask;
import dev.taskwire.cluster.protocol.NodeBeat;
import dev.taskwire.cluster.protocol.NodeDescription;
import dev.taskwire.cluster.protocol.Taken;
import dev.taskwire.cluster.protocol.TaskRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClaimsTest {
  private final InMemoryEngine engine = new InMemoryEngine(() -> 1_000_000L, BellListener::rung);
  private final FaultyEngine link = new FaultyEngine(engine);
  private final Estates estates = new Estates(link, new Verdict(3, new TestObituary()), () -> 0, 1);
  private final Place place = new Place();
  private final Claims claims = new Claims(link, place, new TestObituary(), estates);
  private final Map<String, NodeBeat> nodes =
      new HashMap<>(Map.of("a", node(2, "import"), "b", node(2, "import")));

  @Test
  void claim_takesAsManyAsThereAreWorkers_oldestFirst() {
    List.of("1", "2", "3").forEach(this::waiting);
    assertEquals(2, claims.claim("a", nodes));
    assertEquals(List.of("1", "2"), place.started);
    assertEquals(0, claims.claim("a", nodes));
    place.free = 5;
    assertEquals(1, claims.claim("a", nodes));
    assertEquals(0, claims.claim("a", nodes));
  }

  @Test
  void claim_whenTheWorkerIsGoneMeanwhile_isGivenBack() {
    waiting("1");
    place.busy = true;
    assertEquals(0, claims.claim("a", nodes));
    assertNull(engine.find("1").node());
    place.free = 1;
    assertEquals(1, claims.claim("a", nodes), "not refused");
    assertEquals(List.of("1"), place.started);
  }

  @Test
  void claim_whatCannotBeRead_isGivenBackForTheOthers() {
    waiting("1");
    place.reads = false;
    claims.claim("a", nodes);
    TaskRecord task = engine.find("1");
    assertEquals(TaskStatus.PENDING, task.status());
    assertNull(task.node());
    assertEquals(Set.of("a"), task.refusedBy());
    assertNull(engine.claim("a", Set.of("import")));
  }

  @Test
  void claim_whatNobodyCanRead_failsWithASentence() {
    waiting("1");
    place.reads = false;
    claims.claim("a", nodes);
    claims.claim("b", nodes);
    assertEquals(TaskStatus.FAILED, engine.find("1").status());
  }

  @Test
  void claim_whatOnlyLostOrOtherServersCouldRead_fails() {
    waiting("1");
    place.reads = false;
    nodes.put("b", new NodeBeat(1, true, node(1, "import").description()));
    nodes.put("c", node(1, "report"));
    claims.claim("a", nodes);
    assertEquals(TaskStatus.FAILED, engine.find("1").status());
  }

  @Test
  void claim_whoseAnswerIsLost_isFoundAndGivenBack() {
    waiting("1");
    link.fault(Fault.ANSWER_LOST);
    assertThrows(EngineUnavailableException.class, () -> claims.claim("a", nodes));
    assertEquals("a", engine.find("1").node());
    link.fault(Fault.NONE);
    Settled settled = estates.settle("a", id -> false, 10);
    assertEquals("1", settled.waiting().get(0).taskId());
    assertEquals(1, claims.claim("a", nodes));
    assertEquals(List.of("1"), place.started);
  }

  @Test
  void wakeUps_chooseOneServerATask_byFreeWorkers() {
    nodes.put("a", node(1, "import"));
    nodes.put("b", node(3, "import"));
    nodes.put("c", node(9, "report"));
    nodes.put("d", new NodeBeat(1, true, node(9, "import").description()));
    WakeUps wakeUps = new WakeUps();
    List<String> chosen = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      chosen.add(wakeUps.choose("import", nodes));
    }
    chosen.sort(null);
    assertEquals(List.of("a", "b", "b", "b"), chosen);
    assertNull(wakeUps.choose("import", nodes));
    assertEquals("c", wakeUps.choose("report", nodes));
    assertFalse(wakeUps.choose("import", new HashMap<>(nodes)) == null);
  }

  private void waiting(String id) {
    engine.create(
        new NewTask(
            id,
            "import",
            null,
            null,
            1,
            1,
            false,
            TaskStatus.PENDING,
            false,
            0,
            0,
            new byte[1],
            null,
            new byte[1],
            List.of(),
            null,
            -1));
  }

  private static NodeBeat node(int free, String type) {
    return new NodeBeat(1, false, new NodeDescription("n", false, 0, 0, free, false, Set.of(type)));
  }

  private static final class Place implements Workplace {
    private final List<String> started = new ArrayList<>();
    private int free = 2;
    private boolean reads = true;
    private boolean busy;

    @Override
    public int free() {
      return free;
    }

    @Override
    public Set<String> types() {
      return Set.of("import");
    }

    @Override
    public Start start(Taken taken) {
      if (!reads) {
        return Start.UNREADABLE;
      }
      if (busy) {
        busy = false;
        free = 0;
        return Start.BUSY;
      }
      started.add(taken.task().taskId());
      free--;
      return Start.RUNS;
    }
  }
}
