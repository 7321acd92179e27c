package it.sportello.config;

import it.sportello.config.yaml.Default;
import it.sportello.config.yaml.Length;
import it.sportello.config.yaml.OneOf;
import java.time.ZoneId;

/// Who runs this contact center.
///
/// @param name as citizens read it
/// @param language of pages and texts where nobody chose one: `it` or `en`
/// @param zone whose clock the office lives by
public record CenterConfig(
    @Length(max = 200) String name,
    @Default("it") @OneOf({"it", "en"}) String language,
    @Default("Europe/Rome") ZoneId zone) {}
