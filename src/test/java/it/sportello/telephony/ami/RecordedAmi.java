package it.sportello.telephony.ami;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.asteriskjava.manager.event.ManagerEvent;
import org.asteriskjava.manager.internal.ManagerConnectionImpl;
import org.asteriskjava.manager.internal.ManagerReaderImpl;
import org.asteriskjava.util.SocketConnectionFacade;
import org.jspecify.annotations.Nullable;

/// Reads what Asterisk 22 once sent (`src/test/resources/ami`) with asterisk-java's own reader.
final class RecordedAmi {
  private static final Path STORIES = Path.of("src/test/resources/ami");

  private RecordedAmi() {}

  static List<ManagerEvent> events(String story) {
    try {
      var lines = new ArrayList<>(Files.readAllLines(STORIES.resolve(story + ".txt")));
      lines.add("");
      return read(lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<ManagerEvent> read(List<String> lines) {
    var events = new CopyOnWriteArrayList<ManagerEvent>();
    var connection = new ManagerConnectionImpl();
    connection.addEventListener(events::add);
    var reader = new ManagerReaderImpl(connection, connection);
    reader.registerEventClass(CcDialEndEvent.class);
    reader.registerEventClass(CcOutEvent.class);
    reader.registerEventClass(CcAskEvent.class);
    reader.setSocket(new Lines(lines.iterator()));
    reader.run();
    return List.copyOf(events);
  }

  /// A connection that says these lines and ends.
  private record Lines(Iterator<String> lines) implements SocketConnectionFacade {
    @Override
    public @Nullable String readLine() {
      return lines.hasNext() ? lines.next() : null;
    }

    @Override
    public void write(String s) {}

    @Override
    public void flush() {}

    @Override
    public void close() {}

    @Override
    public boolean isConnected() {
      return true;
    }

    @Override
    public InetAddress getLocalAddress() {
      return InetAddress.getLoopbackAddress();
    }

    @Override
    public int getLocalPort() {
      return 0;
    }

    @Override
    public InetAddress getRemoteAddress() {
      return InetAddress.getLoopbackAddress();
    }

    @Override
    public int getRemotePort() {
      return 0;
    }
  }
}
