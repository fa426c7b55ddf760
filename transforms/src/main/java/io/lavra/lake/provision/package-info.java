/** Users and rights on a MinIO server for who writes a lake and who reads it. */
@NullMarked
package io.lavra.lake.provision;

import org.jspecify.annotations.NullMarked;
