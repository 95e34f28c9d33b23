package dev.taskwire.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class StreamTicketsTest {
  private static final String TASK = "0d1f4bd2-77f8-4a04-9a9d-2a7a3d1c9d11";
  private static final String OTHER = "0d1f4bd2-77f8-4a04-9a9d-2a7a3d1c9d12";

  private final StreamTickets tickets = new StreamTickets(key -> key);
  private final String ticket = tickets.ticketFor(TASK, Duration.ZERO);

  @Test
  void opens_itsTaskInTime_isTrue() {
    assertTrue(tickets.opens(ticket, TASK, Duration.ZERO));
    assertTrue(tickets.opens(ticket, TASK, StreamTickets.VALIDITY));
  }

  @Test
  void opens_tooLate_isFalse() {
    assertFalse(tickets.opens(ticket, TASK, StreamTickets.VALIDITY.plusNanos(1)));
  }

  /** A start that is repeated after an hour has to be watched as well. */
  @Test
  void opens_drawnLater_isTrueAsLongAfterThat() {
    Duration hour = Duration.ofHours(1);
    String late = tickets.ticketFor(TASK, hour);

    assertNotEquals(ticket, late);
    assertFalse(tickets.opens(ticket, TASK, hour));
    assertTrue(tickets.opens(late, TASK, hour));
    assertTrue(tickets.opens(late, TASK, hour.plus(StreamTickets.VALIDITY)));
    assertFalse(tickets.opens(late, TASK, hour.plus(StreamTickets.VALIDITY).plusSeconds(1)));
  }

  @Test
  void opens_withAnotherAgeInIt_isFalse() {
    String late = tickets.ticketFor(TASK, Duration.ofHours(1));
    String forged = late.substring(0, 5) + ticket.substring(5);

    assertFalse(tickets.opens(forged, TASK, Duration.ofHours(1)));
    assertFalse(tickets.opens("A".repeat(43), TASK, Duration.ZERO));
    assertFalse(tickets.opens("not a ticket!", TASK, Duration.ZERO));
  }

  @Test
  void opens_anotherTaskOrTicket_isFalse() {
    assertFalse(tickets.opens(ticket, OTHER, Duration.ZERO));
    assertFalse(tickets.opens(tickets.ticketFor(OTHER, Duration.ZERO), TASK, Duration.ZERO));
    assertFalse(tickets.opens("", TASK, Duration.ZERO));
    assertFalse(tickets.opens(ticket.substring(1), TASK, Duration.ZERO));
  }

  @Test
  void ticketFor_afterARestart_isAnother() {
    assertNotEquals(ticket, new StreamTickets(key -> key).ticketFor(TASK, Duration.ZERO));
    assertFalse(new StreamTickets(key -> key).opens(ticket, TASK, Duration.ZERO));
  }

  @Test
  void ticketFor_anyTask_isOfOneLength() {
    assertEquals(43, ticket.length());
  }
}
