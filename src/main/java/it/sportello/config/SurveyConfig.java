package it.sportello.config;

import it.sportello.config.yaml.Default;
import it.sportello.config.yaml.Like;

/// What callers are asked who stay on the line after the operator hung up.
///
/// @param prompt the question: a file of `prompts/`, without language and ending
/// @param thanks what those hear who answered: the same
/// @param digits the keys that are an answer, of 0 to 4
public record SurveyConfig(
    @Default("survey")
        @Like(value = "[a-z0-9-]{1,40}", expected = "a prompt's name: a-z, 0-9 and -")
        String prompt,
    @Default("survey-thanks")
        @Like(value = "[a-z0-9-]{1,40}", expected = "a prompt's name: a-z, 0-9 and -")
        String thanks,
    @Default("01234")
        @Like(value = "(?!.*(.).*\\1)[0-4]{2,5}", expected = "two to five different keys of 0 to 4")
        String digits) {}
