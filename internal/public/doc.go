// Package public is what the outside may see. Its types are the published
// contract: the only shapes that the shelf keeps, that pages, lists, exports
// and feeds are made of. [ProjectCase] and its sisters are the one way from
// the casebook to here, and therefore the privacy review: a field that no
// projection names cannot leave the house.
//
// # Counted, but not named
//
// A case may be published without the name of its person. It then counts in
// every total, and its row says that the name is withheld. What about it could
// tell whose it is stays with the name: other names, birth, age, gender,
// nationalities, roles, occupation, places of detention, what sources claim of
// these, and that the same person has other cases. Open is what the row tells:
// country, state, the dates of custody, who holds the person, the kind of
// detention, releases, conditions, mechanisms, charges; and whatever two people
// put into the texts of its page.
//
// Guarded attributes of such a person are not in the published document
// ([unnamedPart]), and so in nothing that is made of it. That decides the rule
// of small cells. Counting the withheld in a breakdown by nationality and
// hiding its small cells would not hold: every edition is kept, so that a cell
// on the day before one of them was published and the same cell a day later
// differ by that person. Complementary suppression does not help against days.
// Therefore:
//
//   - A number by an open attribute, or by several, is exact. It is the number
//     of rows that show those values, and tells nothing that they do not.
//   - A number by a guarded attribute counts those who tell it. When cases in
//     the same selection withhold it, the cell says "<5" as long as they and
//     it make fewer than five together, and "N or more" beyond ([CellOf]): the
//     true number of people is told by bounds that depend on nothing guarded.
//   - A filter on a guarded attribute finds nobody who withholds it, whatever
//     else is asked, on any day; the list says how many might fit.
//   - A place of detention has a page when something public names it, and a
//     case that withholds its place does not ([FacilityPage]).
//
// So no breakdown, filter, search, file or day, nor any set of them, depends on
// a guarded attribute of somebody whose name is withheld: two casebooks that
// differ in nothing else make the same public record, byte for byte. That is
// what the tests show, and it is stronger than trying every difference.
//
// Two things are left to people, and the desk shows them before a second person
// agrees: what the texts of such a page say, though none in which a name of the
// person stands is accepted; and the group that a case is resolved from, which
// may say of all its people what one of them withholds.
package public
