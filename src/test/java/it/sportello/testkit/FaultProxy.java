package it.sportello.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A TCP proxy on loopback that does to its connections what networks do. Each connection takes the
/// next fault that was asked for; without one it is passed through. Its port stays the same while
/// the server behind it goes and comes back elsewhere.
public final class FaultProxy implements AutoCloseable {
  /// What happens to a connection once enough came from the server.
  public enum Kind {
    /// Both sides see a reset (RST).
    DROP,
    /// The client sees the end (FIN), in the middle of whatever it was reading.
    TRUNCATE,
    /// Nothing comes any more, in either direction; the connection stays open.
    HANG,
    /// Everything comes, in pieces of a few bytes.
    SLOW
  }

  /// What is to become of one connection.
  ///
  /// @param after a text from the server that has to come first; empty: at once
  /// @param bytes how many more bytes of the server pass behind it
  public record Fault(Kind kind, String after, int bytes) {}

  private static final int SLOW_PIECE = 7;
  private static final long SLOW_PAUSE_NANOS = 100_000;

  private final ServerSocket listener;
  private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger happened = new AtomicInteger();
  private final AtomicInteger accepted = new AtomicInteger();
  private volatile int target;

  /// @param target port of the server on this machine
  public FaultProxy(int target) throws IOException {
    this.target = target;
    listener = new ServerSocket(0, 20, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().name("fault-proxy").start(this::accept);
  }

  /// Where to connect.
  public int port() {
    return listener.getLocalPort();
  }

  /// Connections from now on go to another port.
  public void pointTo(int port) {
    target = port;
  }

  /// Gives the next connection this fault; after those that were asked for before.
  public void next(Fault fault) {
    faults.add(fault);
  }

  /// How many faults have happened.
  public int happened() {
    return happened.get();
  }

  /// How many connections were accepted.
  public int connections() {
    return accepted.get();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        accepted.incrementAndGet();
        open.add(client);
        Thread.ofVirtual().start(() -> pass(client));
      } catch (IOException _) {
        // closed
      }
    }
  }

  private void pass(Socket client) {
    Fault fault = faults.poll();
    try (client;
        var server = new Socket(InetAddress.getLoopbackAddress(), target)) {
      open.add(server);
      var connection = new Connection(client, server, fault);
      Thread up = Thread.ofVirtual().start(connection::toServer);
      connection.toClient();
      up.join();
    } catch (IOException | InterruptedException _) {
      // either side went away: closing is all that is left
    } finally {
      open.remove(client);
    }
  }

  /// Breaks everything that is open and accepts nothing more.
  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : open) {
      socket.close();
    }
  }

  /// One connection and what is to become of it.
  private final class Connection {
    private final Socket client;
    private final Socket server;
    private final Fault fault;
    private final boolean passesOnly;
    private final StringBuilder seen = new StringBuilder();
    private int left;
    private volatile boolean hangs;

    Connection(Socket client, Socket server, @Nullable Fault fault) {
      this.client = client;
      this.server = server;
      passesOnly = fault == null;
      this.fault = fault == null ? new Fault(Kind.SLOW, "", 0) : fault;
      left = this.fault.after().isEmpty() ? this.fault.bytes() : -1;
    }

    void toServer() {
      byte[] buffer = new byte[8192];
      try {
        InputStream in = client.getInputStream();
        OutputStream out = server.getOutputStream();
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
          if (!hangs) {
            out.write(buffer, 0, n);
          }
        }
        server.shutdownOutput();
      } catch (IOException _) {
        closeBoth();
      }
    }

    void toClient() throws IOException {
      byte[] buffer = new byte[8192];
      InputStream in = server.getInputStream();
      OutputStream out = client.getOutputStream();
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        int due = passesOnly ? n : due(buffer, n);
        if (due < n && fault.kind() != Kind.SLOW) {
          out.write(buffer, 0, due);
          happen(in);
          return;
        }
        if (due < n) {
          slowly(buffer, n, out);
        } else {
          out.write(buffer, 0, n);
        }
      }
      client.shutdownOutput();
    }

    /// Returns how many of these bytes still pass as if nothing were.
    private int due(byte[] buffer, int n) {
      if (left < 0) {
        int before = seen.length();
        seen.append(new String(buffer, 0, n, StandardCharsets.ISO_8859_1));
        int at = seen.indexOf(fault.after());
        if (at < 0) {
          return n;
        }
        int end = at + fault.after().length() - before + fault.bytes();
        left = Math.max(0, end - n);
        return Math.clamp(end, 0, n);
      }
      int due = Math.min(left, n);
      left -= due;
      return due;
    }

    private void happen(InputStream in) throws IOException {
      happened.incrementAndGet();
      switch (fault.kind()) {
        case DROP -> {
          client.setSoLinger(true, 0);
          server.setSoLinger(true, 0);
          closeBoth();
        }
        case TRUNCATE -> closeBoth();
        case HANG -> {
          hangs = true;
          // until the client gives up, and closes
          in.transferTo(OutputStream.nullOutputStream());
        }
        case SLOW -> {
          // never gets here
        }
      }
    }

    private void slowly(byte[] buffer, int n, OutputStream out) throws IOException {
      happened.compareAndSet(0, 1);
      client.setTcpNoDelay(true);
      for (int at = 0; at < n; at += SLOW_PIECE) {
        out.write(buffer, at, Math.min(SLOW_PIECE, n - at));
        LockSupport.parkNanos(SLOW_PAUSE_NANOS);
      }
    }

    private void closeBoth() {
      try {
        client.close();
        server.close();
      } catch (IOException _) {
        // closed already
      }
    }
  }
}
