package it.sportello.web.api;

import it.sportello.access.Session;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the console needs to know of its user besides the session itself. Called on a virtual
/// thread.
@FunctionalInterface
public interface SessionDetails {
  /// The details as the configuration says now.
  Details of(Session session);

  /// See `Session` in docs/contract/console.md.
  ///
  /// @param language `it` or `en`
  /// @param zone the center's, such as `Europe/Rome`
  /// @param softphone empty when there is no PBX or the user has no extension
  /// @param deskPhone whether calls ring on a telephone beside the browser
  /// @param channels codes of [it.sportello.base.Channel]
  record Details(
      String language,
      String zone,
      Optional<Softphone> softphone,
      boolean deskPhone,
      List<Center> centers,
      List<PauseReason> pauseReasons,
      List<String> channels) {}

  /// How the browser's softphone registers.
  ///
  /// @param uri `sip:101@example.org`
  /// @param path where its WebSocket is: `/sip`
  record Softphone(
      String uri, String user, String password, String path, List<Map<String, Object>> iceServers) {
    /// Prints no secret.
    @Override
    public String toString() {
      return "Softphone[" + uri + "]";
    }
  }

  /// A competence center questions can be put to.
  record Center(String id, String name) {}

  /// Why an operator may pause.
  record PauseReason(String id, Label label) {}

  /// A text in both languages.
  record Label(String it, String en) {}
}
