/// Tests of the desk: stories, random histories, and the lane's promises.
///
/// Start reading at `InlineDesk`, then `FormStoryTest`.
@NullMarked
package it.sportello.desk;

import org.jspecify.annotations.NullMarked;
