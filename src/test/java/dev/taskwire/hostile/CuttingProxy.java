package dev.taskwire.hostile;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A line that can be cut: a port that stays, in front of one that may change. Thread-safe.
 *
 * <p>While it is silent, nothing is lost: what was sent arrives when it is open again, late, as
 * over a network that sends again.
 */
final class CuttingProxy implements AutoCloseable {
  /** What it does with what comes. */
  enum Way {
    OPEN,
    /** Ends every connection by a reset. */
    RESET,
    /** Keeps every connection, and passes nothing on. */
    SILENT
  }

  private final ServerSocket listener;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private volatile int target;
  private Way way = Way.OPEN;

  /** Creates one to this port. */
  CuttingProxy(int target) throws IOException {
    this.target = target;
    listener = new ServerSocket(0, 200, InetAddress.getByName("127.0.0.1"));
    daemon(this::acceptAll);
  }

  int port() {
    return listener.getLocalPort();
  }

  /** What comes from now on goes there; 0: to nobody. */
  void lead(int port) {
    target = port;
  }

  synchronized void set(Way next) {
    way = next;
    notifyAll();
    if (next == Way.RESET) {
      List.copyOf(sockets).forEach(CuttingProxy::reset);
    }
  }

  /** Ends what is open now by a reset; what comes later is passed on. */
  void cutOnce() {
    set(Way.RESET);
    set(Way.OPEN);
  }

  private void acceptAll() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        sockets.add(client);
        daemon(() -> connect(client));
      } catch (IOException closed) {
        // the loop ends, or the next one is taken
      }
    }
  }

  private void connect(Socket client) {
    try {
      awaitOpen();
      Socket server = new Socket(InetAddress.getByName("127.0.0.1"), target);
      sockets.add(server);
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      daemon(() -> pump(server, client));
      pump(client, server);
    } catch (IOException | IllegalArgumentException | InterruptedException nobodyThere) {
      reset(client);
    }
  }

  /** Waits while it is silent. */
  private synchronized void awaitOpen() throws InterruptedException, IOException {
    while (way == Way.SILENT) {
      wait();
    }
    if (way == Way.RESET) {
      throw new IOException("cut");
    }
  }

  private void pump(Socket from, Socket to) {
    byte[] buffer = new byte[16_384];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        awaitOpen();
        out.write(buffer, 0, count);
      }
      awaitOpen();
    } catch (IOException | InterruptedException cut) {
      reset(from);
      reset(to);
    } finally {
      sockets.remove(from);
      sockets.remove(to);
    }
  }

  private static void reset(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException closed) {
      // as it should be
    }
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "proxy");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    listener.close();
    set(Way.RESET);
  }
}
