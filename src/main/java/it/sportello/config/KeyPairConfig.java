package it.sportello.config;

import it.sportello.config.yaml.MustExist;
import java.nio.file.Path;

/// A server's key pair, in PEM form.
///
/// @param certificate the server's own first, then its chain
/// @param key PKCS #8, not encrypted
public record KeyPairConfig(@MustExist Path certificate, @MustExist Path key) {}
