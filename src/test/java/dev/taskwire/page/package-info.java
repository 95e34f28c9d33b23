/** Tests of the page's files. */
@NullMarked
package dev.taskwire.page;

import org.jspecify.annotations.NullMarked;
