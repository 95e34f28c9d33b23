/** Tasks of the two WARs of one EAR, each for one of them. */
@NullMarked
package dev.taskwire.it.ear;

import org.jspecify.annotations.NullMarked;
