package dev.taskwire.cluster.redis;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Speaks TLS to clients, and passes on what they say to a port of this machine. Thread-safe. */
final class TlsProxy implements AutoCloseable {
  private final ServerSocket server;
  private final int target;

  TlsProxy(Path keyStore, String password, int target)
      throws IOException, GeneralSecurityException {
    this.target = target;
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keyStore)) {
      keys.load(in, password.toCharArray());
    }
    KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
    managers.init(keys, password.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    server =
        context
            .getServerSocketFactory()
            .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Threads.DAEMONS.newThread(this::accept).start();
  }

  int port() {
    return server.getLocalPort();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        Socket redis = new Socket(InetAddress.getLoopbackAddress(), target);
        Threads.DAEMONS.newThread(() -> copy(client, redis)).start();
        Threads.DAEMONS.newThread(() -> copy(redis, client)).start();
      } catch (IOException closed) {
        return;
      }
    }
  }

  private static void copy(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException over) {
      // closed with the other direction, or refused by the client
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
