package dev.taskwire.cluster.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.taskwire.cluster.protocol.ClusterEngine;
import dev.taskwire.cluster.protocol.EngineUnavailableException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * An engine behind TLS, whose certificate the Java machine's trust store has to know: that store is
 * read once, so each client is a Java machine of its own.
 */
@Timeout(60)
class RedisTlsTest {
  private static final String PASSWORD = "changeit";

  @TempDir static Path folder;
  private static RedisProcess redis;
  private static TlsProxy tls;
  private static TlsProxy elsewhere;

  @BeforeAll
  static void start() throws Exception {
    redis = RedisProcess.start();
    tls = new TlsProxy(certificate("here", "ip:127.0.0.1"), PASSWORD, redis.port());
    elsewhere = new TlsProxy(certificate("elsewhere", "dns:elsewhere"), PASSWORD, redis.port());
  }

  @AfterAll
  static void stop() throws IOException {
    tls.close();
    elsewhere.close();
    redis.close();
  }

  @Test
  void open_ofACertificateThatIsTrusted_works() throws Exception {
    assertEquals("works", client("here", tls.port()));
  }

  @Test
  void open_ofACertificateThatIsNotTrusted_saysSo() throws Exception {
    String said = client("elsewhere", tls.port());
    assertTrue(said.startsWith("The engine cannot be reached by TLS: "), said);
    assertTrue(said.contains("certification path"), said);
  }

  @Test
  void open_ofACertificateForAnotherName_saysSo() throws Exception {
    String said = client("elsewhere", elsewhere.port());
    assertTrue(said.startsWith("The engine cannot be reached by TLS: "), said);
    assertTrue(said.contains("127.0.0.1"), said);
  }

  private static Path certificate(String name, String subject) throws Exception {
    Path store = folder.resolve(name + ".p12");
    run(
        List.of(
            java("keytool"),
            "-genkeypair",
            "-keystore",
            store.toString(),
            "-storepass",
            PASSWORD,
            "-alias",
            name,
            "-keyalg",
            "EC",
            "-dname",
            "CN=" + name,
            "-ext",
            "SAN=" + subject));
    return store;
  }

  /** What a client says that trusts this certificate. */
  private static String client(String trusted, int port) throws Exception {
    return run(
        List.of(
            java("java"),
            "-Djavax.net.ssl.trustStore=" + folder.resolve(trusted + ".p12"),
            "-Djavax.net.ssl.trustStorePassword=" + PASSWORD,
            "-cp",
            System.getProperty("java.class.path"),
            Client.class.getName(),
            "rediss://127.0.0.1:" + port));
  }

  private static String java(String program) {
    return Path.of(System.getProperty("java.home"), "bin", program).toString();
  }

  private static String run(List<String> command) throws Exception {
    Process process =
        new ProcessBuilder(new ArrayList<>(command))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      return new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    } finally {
      process.destroy();
      process.waitFor();
    }
  }

  /** Opens the engine, and says what came of it. */
  static final class Client {
    private Client() {}

    /** The engine's address is the argument. */
    public static void main(String[] arguments) {
      try (ClusterEngine engine =
          Redis.open(arguments[0], "tls", Duration.ofSeconds(1), Threads.DAEMONS)) {
        byte[] value = engine.putIfAbsent("key", new byte[] {1}, Duration.ofSeconds(10));
        System.out.println(value.length == 1 ? "works" : "does not work");
      } catch (EngineUnavailableException away) {
        System.out.println(away.getMessage());
      }
    }
  }
}
