package dev.taskwire.cluster.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.Protocol.Command;

class ConnectionsTest {
  @Test
  void subscription_thatEndsWithAnswersUnread_isNobodysAnswer() {
    try (RedisProcess redis = RedisProcess.start();
        Connections connections =
            new Clients(EngineAddress.parse(redis.url()), Duration.ofSeconds(1)).connect()) {
      connections.subscribe(
          new JedisPubSub() {
            @Override
            public void onSubscribe(String channel, int count) {
              unsubscribe();
              unsubscribe(); // as when it is closed while it is being subscribed
            }
          },
          "bell");
      for (String text : new String[] {"one", "two"}) {
        Object answer = connections.run(Call.of(Command.ECHO, text));
        assertEquals(text, new String((byte[]) answer, UTF_8));
      }
    }
  }
}
