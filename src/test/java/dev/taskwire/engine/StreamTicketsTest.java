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

  private final StreamTickets tickets = new StreamTickets();
  private final String ticket = tickets.ticketFor(TASK);

  @Test
  void opens_itsTaskInTime_isTrue() {
    assertTrue(tickets.opens(ticket, TASK, Duration.ZERO));
    assertTrue(tickets.opens(ticket, TASK, StreamTickets.VALIDITY));
  }

  @Test
  void opens_tooLate_isFalse() {
    assertFalse(tickets.opens(ticket, TASK, StreamTickets.VALIDITY.plusNanos(1)));
  }

  @Test
  void opens_anotherTaskOrTicket_isFalse() {
    assertFalse(tickets.opens(ticket, OTHER, Duration.ZERO));
    assertFalse(tickets.opens(tickets.ticketFor(OTHER), TASK, Duration.ZERO));
    assertFalse(tickets.opens("", TASK, Duration.ZERO));
    assertFalse(tickets.opens(ticket.substring(1), TASK, Duration.ZERO));
  }

  @Test
  void ticketFor_afterARestart_isAnother() {
    assertNotEquals(ticket, new StreamTickets().ticketFor(TASK));
    assertFalse(new StreamTickets().opens(ticket, TASK, Duration.ZERO));
  }

  @Test
  void ticketFor_anyTask_has256Bits() {
    assertEquals(43, ticket.length());
  }
}
