package it.sportello.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// The sound of a telephone that [Sipp] plays: hums one tone to whoever sends it sound, and tells
/// which tones it hears. G.711 µ-law at 8 kHz in RTP packets of 20 ms (RFC 3551).
public final class Voice implements AutoCloseable {
  /// Louder is heard; what is mixed or missed now and then does not matter.
  private static final double AUDIBLE = 1000;

  private static final int RATE = 8000;
  private static final int PACKET = 160;
  private static final int HEAD = 12;
  private static final Duration SOON = Duration.ofSeconds(60);

  private final DatagramSocket socket;
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final double hertz;
  private final short[] heard = new short[RATE / 2];
  private int at;
  private Optional<SocketAddress> other = Optional.empty();
  private int sent;

  /// @param hertz what it hums; 0 for nothing
  public Voice(double hertz) {
    this.hertz = hertz;
    try {
      socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::listen);
    var _ = clock.scheduleAtFixedRate(this::hum, 20, 20, TimeUnit.MILLISECONDS);
  }

  /// Returns a scenario in which this is the telephone's sound, for [Sipp].
  public String scenario(String name) {
    try {
      Path directory = Files.createTempDirectory("voice");
      Path changed = directory.resolve(name + ".xml");
      String text = Files.readString(Path.of("src/test/sipp", name + ".xml"));
      Files.writeString(
          changed, text.replace("[media_port]", Integer.toString(socket.getLocalPort())));
      return directory.resolve(name).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void listen() {
    var packet = new DatagramPacket(new byte[1500], 1500);
    while (!socket.isClosed()) {
      try {
        socket.receive(packet);
        take(packet);
      } catch (IOException closed) {
        return;
      }
    }
  }

  private synchronized void take(DatagramPacket packet) {
    other = Optional.of(packet.getSocketAddress());
    for (int i = HEAD; i < packet.getLength(); i++) {
      heard[at] = Sound.linear(packet.getData()[i]);
      at = (at + 1) % heard.length;
    }
  }

  private synchronized void hum() {
    if (other.isEmpty() || hertz == 0) {
      return;
    }
    var bytes = ByteBuffer.allocate(HEAD + PACKET);
    bytes.put((byte) 0x80).put((byte) 0).putShort((short) sent).putInt(sent * PACKET).putInt(7);
    for (int i = 0; i < PACKET; i++) {
      double phase = 2 * Math.PI * hertz * (sent * PACKET + i) / RATE;
      bytes.put(Sound.mulaw((short) (8000 * Math.sin(phase))));
    }
    sent++;
    try {
      socket.send(new DatagramPacket(bytes.array(), bytes.capacity(), other.get()));
    } catch (IOException e) {
      // closed, or nobody there any more
    }
  }

  /// Whether a tone was to be heard during the last half second.
  public synchronized boolean hears(double hertz) {
    return Sound.level(heard, 0, heard.length, hertz) > AUDIBLE;
  }

  /// Waits until a tone is heard.
  public void awaits(double hertz) {
    try {
      Eventually.within(SOON, () -> hears(hertz));
    } catch (AssertionError e) {
      throw new AssertionError(hertz + " Hz is not heard", e);
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
    socket.close();
  }
}
