package it.sportello.web.server;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.NetUtil;
import it.sportello.base.AddressRange;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds who a request really comes from.
final class ClientAddress {
  private final List<AddressRange> trustedProxies;

  ClientAddress(List<AddressRange> trustedProxies) {
    this.trustedProxies = trustedProxies;
  }

  /// The peer, or, as long as that is a trusted proxy, whom it names: `X-Forwarded-For` is read
  /// from its end, because everything before what our own proxy added can be invented.
  InetAddress of(HttpHeaders headers, InetAddress peer) {
    if (!isTrusted(peer)) {
      return peer;
    }
    List<String> hops = List.of(String.join(",", headers.getAll("X-Forwarded-For")).split(","));
    InetAddress client = peer;
    for (int i = hops.size() - 1; i >= 0 && isTrusted(client); i--) {
      InetAddress hop = parse(hops.get(i).strip());
      if (hop == null) {
        return client;
      }
      client = hop;
    }
    return client;
  }

  private boolean isTrusted(InetAddress hop) {
    return trustedProxies.stream().anyMatch(range -> range.contains(hop));
  }

  private static @Nullable InetAddress parse(String text) {
    return NetUtil.createInetAddressFromIpAddressString(text);
  }
}
