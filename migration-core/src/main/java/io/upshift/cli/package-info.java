/** The frame of the command line, to which a service and the provider modules contribute options and commands. */
@NullMarked
package io.upshift.cli;

import org.jspecify.annotations.NullMarked;
