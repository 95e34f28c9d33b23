/**
 * Reads a CSV file as people have it: finds out its encoding, delimiter and header, and gives its
 * records one at a time. Depends on the JDK and FastCSV.
 */
@NullMarked
package dev.taskwire.data.csv;

import org.jspecify.annotations.NullMarked;
