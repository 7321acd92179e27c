package it.sportello.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/// Finds ports of the loopback address that nobody uses.
public final class Ports {
  private Ports() {}

  public static int freeTcp() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static int freeUdp() {
    var any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (var socket = new DatagramSocket(any)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
