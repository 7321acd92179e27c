package it.sportello.config;

import it.sportello.base.CenterId;
import it.sportello.base.OperatorId;
import it.sportello.config.yaml.Default;
import it.sportello.config.yaml.Defines;
import it.sportello.config.yaml.Length;
import it.sportello.config.yaml.Names;
import it.sportello.config.yaml.Range;
import java.time.Duration;
import java.util.List;

/// A group of experts behind the operators.
///
/// @param experts who answer its questions; each has the role `expert`
/// @param answerWithin the usual term, in opening time of the desk's `expertsCalendar`
public record CompetenceCenterConfig(
    @Defines("competence center") CenterId id,
    Label name,
    @Names("operator") @Length List<OperatorId> experts,
    @Default("16 h") @Range(min = "10 min", max = "90 d") Duration answerWithin) {}
