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
/// @param extension of the phone; empty: takes no calls
/// @param phone what rings
/// @param skills name to level, 1 to 5
/// @param queues whose contacts may be offered
/// @param capacity how many contacts at the same time
/// @param autoAccept whether written work is theirs as soon as it is offered
/// @param password for the login; generated: made at the first start and shown once
public record OperatorConfig(
    @Defines("operator") OperatorId id,
    @Length(max = 100) String name,
    @Default("[operator]") @Length List<Role> roles,
    @Defines("extension") @Like(value = "[0-9]{2,8}", expected = "2 to 8 digits")
        Optional<String> extension,
    @Default("browser") PhoneKind phone,
    @Default("{}") @Names("skill") @Range(min = "1", max = "5") Map<String, Integer> skills,
    @Default("[]") @Names("queue") List<QueueId> queues,
    @Default("{}") CapacityConfig capacity,
    @Default("false") boolean autoAccept,
    @Default("generated") @MayBeGenerated Secret password) {}
