/** HTTP: resources, JSON providers, error mappers and filters; no decisions. */
@NullMarked
package dev.taskwire.rest;

import org.jspecify.annotations.NullMarked;
