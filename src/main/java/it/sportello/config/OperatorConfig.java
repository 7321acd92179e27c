package it.sportello.config;

import it.sportello.access.Role;
import it.sportello.base.OperatorId;
import it.sportello.base.QueueId;
import it.sportello.base.Secret;
import it.sportello.config.yaml.Default;
import it.sportello.config.yaml.Defines;
import it.sportello.config.yaml.Length;
import it.sportello.config.yaml.Like;
import it.sportello.config.yaml.MayBeGenerated;
import it.sportello.config.yaml.Names;
import it.sportello.config.yaml.Range;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Somebody who works with the console.
///
/// @param extension of the softphone; empty: takes no calls
/// @param skills name to level, 1 to 5
/// @param queues whose contacts may be offered
/// @param capacity how many contacts at the same time
/// @param password for the login; generated: made at the first start and shown once
public record OperatorConfig(
    @Defines("operator") OperatorId id,
    @Length(max = 100) String name,
    @Default("[operator]") @Length List<Role> roles,
    @Defines("extension") @Like(value = "[0-9]{2,10}", expected = "2 to 10 digits")
        Optional<String> extension,
    @Default("{}") @Names("skill") @Range(min = "1", max = "5") Map<String, Integer> skills,
    @Default("[]") @Names("queue") List<QueueId> queues,
    @Default("{}") CapacityConfig capacity,
    @Default("generated") @MayBeGenerated Secret password) {}
