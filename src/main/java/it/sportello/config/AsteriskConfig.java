package it.sportello.config;

import it.sportello.base.HostPort;
import it.sportello.base.Secret;
import it.sportello.config.yaml.Default;
import it.sportello.config.yaml.Range;
import it.sportello.config.yaml.Removed;
import java.nio.file.Path;

/// How we reach Asterisk.
///
/// @param host where its manager interface (AMI) listens
/// @param user of the manager interface, as in `manager.conf`
/// @param websocket its HTTP server, to which softphone traffic is forwarded
/// @param prompts what callers hear, rendered by `prompts/render.sh`; Asterisk reads it
/// @param operatorsFile written by us, included by `pjsip.conf`: one account for each extension
@Removed(key = "ringFor", successor = "offerFor.voice of each queue in queues.yaml")
public record AsteriskConfig(
    @Default("127.0.0.1") String host,
    @Default("5038") @Range(min = "1", max = "65535") int port,
    String user,
    Secret secret,
    @Default("127.0.0.1:8088") HostPort websocket,
    Path operatorsFile,
    @Default("../data/asterisk/prompts") Path prompts) {}
