package dev.taskwire.browser;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A proxy between browser and server that drops event streams in the middle of a byte sequence, now
 * by closing, now by resetting the connection, and remembers who asked for one.
 */
final class CuttingProxy implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(CuttingProxy.class.getName());
  private static final Pattern STREAM = Pattern.compile("^GET (\\S+/stream\\S*) HTTP");
  private static final Pattern CURSOR = Pattern.compile("(?i)\r\nLast-Event-ID: *(\\d+)");

  private final URI target;
  private final ServerSocket listener;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Queue<Integer> cuts;
  private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
  private final List<String> streams = new CopyOnWriteArrayList<>();
  private final AtomicInteger dropped = new AtomicInteger();

  /**
   * Opens a proxy to a server.
   *
   * @param cuts after how many bytes each of the first streams is dropped
   */
  CuttingProxy(URI target, List<Integer> cuts) throws IOException {
    this.target = target;
    this.cuts = new ConcurrentLinkedQueue<>(cuts);
    listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
  }

  /** The address on this side of {@code address} of the server. */
  URI through(URI address) {
    String tail = address.toString().substring(address.resolve("/").toString().length());
    return URI.create("http://127.0.0.1:" + listener.getLocalPort() + "/" + tail);
  }

  /** The streams that were asked for: path, and the cursor if there was one. */
  List<String> streams() {
    return streams;
  }

  /** How many streams were dropped. */
  int dropped() {
    return dropped.get();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listener.accept();
        Socket server = new Socket(target.getHost(), target.getPort());
        sockets.add(client);
        sockets.add(server);
        Connection connection = new Connection(client, server);
        threads.execute(connection::upstream);
        threads.execute(connection::downstream);
      }
    } catch (IOException closed) {
      close();
    }
  }

  @Override
  public void close() {
    closeQuietly(listener);
    sockets.forEach(CuttingProxy::closeQuietly);
    threads.shutdown();
  }

  private static void closeQuietly(Closeable closeable) {
    try {
      closeable.close();
    } catch (IOException alreadyBroken) {
      LOG.log(Level.FINE, "A connection was broken before it was closed", alreadyBroken);
    }
  }

  /** One connection of the browser, and its counterpart to the server. */
  private final class Connection {
    private final Socket client;
    private final Socket server;
    private volatile int left = Integer.MAX_VALUE;

    Connection(Socket client, Socket server) {
      this.client = client;
      this.server = server;
    }

    void upstream() {
      byte[] buffer = new byte[16_384];
      try {
        InputStream in = client.getInputStream();
        OutputStream out = server.getOutputStream();
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
          noticeStream(new String(buffer, 0, read, StandardCharsets.ISO_8859_1));
          out.write(buffer, 0, read);
        }
      } catch (IOException cut) {
        closeQuietly(client);
      } finally {
        closeQuietly(server);
      }
    }

    private void noticeStream(String request) {
      Matcher stream = STREAM.matcher(request);
      if (stream.find()) {
        Matcher cursor = CURSOR.matcher(request);
        streams.add(stream.group(1) + (cursor.find() ? " after " + cursor.group(1) : ""));
        Integer bytes = cuts.poll();
        left = bytes == null ? Integer.MAX_VALUE : bytes;
      }
    }

    void downstream() {
      byte[] buffer = new byte[16_384];
      try {
        InputStream in = server.getInputStream();
        OutputStream out = client.getOutputStream();
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
          int passed = Math.min(read, left);
          out.write(buffer, 0, passed);
          if (left != Integer.MAX_VALUE) {
            left -= passed;
          }
          if (left == 0) {
            client.setSoLinger(dropped.incrementAndGet() % 2 == 0, 0);
            break;
          }
        }
      } catch (IOException cut) {
        closeQuietly(server);
      } finally {
        closeQuietly(client);
        closeQuietly(server);
      }
    }
  }
}
