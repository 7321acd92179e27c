package it.sportello.config;

import it.sportello.config.yaml.Default;
import it.sportello.config.yaml.Removed;
import java.util.Optional;

/// What `sportello.yaml` says.
///
/// @param phone empty: no PBX is configured
/// @param scan empty: files are not scanned for viruses
@Removed(key = "queues", successor = "the file queues.yaml")
@Removed(key = "operators", successor = "the file operators.yaml")
public record SportelloFile(
    CenterConfig center,
    @Default("{}") WebConfig web,
    @Default("{}") MailConfig mail,
    Optional<PhoneConfig> phone,
    @Default("{}") JournalConfig journal,
    DeskConfig desk,
    @Default("{}") KnowledgeConfig knowledge,
    @Default("{}") RecordingsConfig recordings,
    @Default("{}") SupervisionConfig supervision,
    Optional<ScanConfig> scan) {}
