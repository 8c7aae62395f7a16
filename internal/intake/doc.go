// Package intake reads a news text, English or Spanish, for whoever logs it:
// dates, numbers of people, who gave them, what happened when, and the people,
// places and countries named. It has rules and word lists, no network and no
// store, and it decides nothing: what it finds is offered and never saved
// unasked. Each finding carries the exact place in the text, its sentence, and
// why it was found, so that a person can judge it at a glance.
//
// It reads as a careful stranger would: “on Tuesday” is the last Tuesday up to
// the day of publication, “more than 100” keeps its “more than”, and a number
// belongs to whoever the sentence says gave it. What the sentence does not say
// stays empty. Start reading at [Read].
package intake
