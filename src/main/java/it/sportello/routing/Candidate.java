package it.sportello.routing;

import it.sportello.base.OperatorId;
import java.util.Optional;

/// Whether one operator could take one contact now.
///
/// @param whyNot a persistent code, as in explanations; empty if they could
public record Candidate(OperatorId operator, Optional<String> whyNot) {}
