package it.sportello.config;

import it.sportello.config.yaml.Length;
import java.util.List;

/// What `calendars.yaml` says.
public record CalendarsFile(@Length List<CalendarConfig> calendars) {}
