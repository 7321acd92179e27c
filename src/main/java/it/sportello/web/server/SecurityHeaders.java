package it.sportello.web.server;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import java.util.regex.Pattern;

/// Adds to every answer what tells the browser to trust only us. A handler's own header stays.
// a write that fails closes the channel, and that is heard
@SuppressWarnings("FutureReturnValueIgnored")
final class SecurityHeaders extends ChannelDuplexHandler {
  private static final String HSTS = "max-age=31536000";

  private static final Pattern HOST =
      Pattern.compile("[A-Za-z0-9.\\-]{1,253}(?::\\d{1,5})?|\\[[0-9a-fA-F:.]{2,45}](?::\\d{1,5})?");

  private final boolean https;
  private String host = "";
  private String policy = policy("");

  SecurityHeaders(boolean https) {
    this.https = https;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object msg) {
    if (msg instanceof HttpRequest request) {
      String sent = request.headers().get(HttpHeaderNames.HOST, "");
      if (!sent.equals(host)) {
        host = sent;
        // it goes into a header: only what a host can look like
        policy = policy(HOST.matcher(sent).matches() ? sent : "");
      }
    }
    ctx.fireChannelRead(msg);
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise) {
    if (msg instanceof HttpResponse response
        && response.status().codeClass() != HttpStatusClass.INFORMATIONAL) {
      add(response.headers());
    }
    ctx.write(msg, promise);
  }

  private void add(HttpHeaders headers) {
    addIfAbsent(headers, "Content-Security-Policy", policy);
    addIfAbsent(headers, "X-Content-Type-Options", "nosniff");
    addIfAbsent(headers, "Referrer-Policy", "same-origin");
    addIfAbsent(
        headers,
        "Permissions-Policy",
        "microphone=(self), camera=(), geolocation=(), payment=(), usb=()");
    addIfAbsent(headers, "Cross-Origin-Opener-Policy", "same-origin");
    addIfAbsent(headers, "Cross-Origin-Resource-Policy", "same-origin");
    if (https) {
      addIfAbsent(headers, "Strict-Transport-Security", HSTS);
    }
  }

  /// No inline script or style: Bootstrap, Popper and React set styles through the DOM, which this
  /// allows; only a `style` attribute in markup would not work. Not every browser lets `'self'`
  /// include `ws:`, so the sockets are named.
  private static String policy(String host) {
    String sockets = host.isEmpty() ? "" : " ws://" + host + " wss://" + host;
    return "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:;"
        + " font-src 'self' data:; media-src 'self' blob:; connect-src 'self'"
        + sockets
        + "; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
  }

  private static void addIfAbsent(HttpHeaders headers, String name, String value) {
    if (!headers.contains(name)) {
      headers.set(name, value);
    }
  }
}
