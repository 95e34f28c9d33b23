package dev.taskwire.it.consumer;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;

/** What a {@link QuoteTask} is asked. */
public record Quote(@NotBlank String article, @Positive int pieces) {}
