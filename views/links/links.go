// Package links builds every address of the site, for the views that point at
// them and for the routes that answer them: a pattern of the router is the
// address of a placeholder, as in Case(locale.English, ":ref").
//
// English has no prefix; every other language has one, /es/cases. The desk and
// the accounts are in one language and live below /staff and /account, in the
// files of this package named after them.
package links

import (
	"net/url"
	"strconv"
	"strings"

	"habeas/internal/locale"
	"habeas/internal/public"
	"habeas/internal/when"
)

// In puts an address of the English site into a language.
func In(l locale.Lang, path string) string {
	if l == locale.English || l == "" {
		return path
	}
	if path == "/" || strings.HasPrefix(path, "/?") {
		path = path[1:]
	}
	return "/" + string(l) + path
}

// SitemapPart is a part of the map of the site, by its name.
func SitemapPart(name string) string {
	if name == ":part" {
		return "/sitemap/" + name
	}
	return "/sitemap/" + name + ".xml"
}

// Home is the first page.
func Home(l locale.Lang) string { return In(l, "/") }

// Cases is the list of cases, everything of it.
func Cases(l locale.Lang) string { return In(l, "/cases") }

// CasesWhere is the list of cases that a query asks for.
func CasesWhere(l locale.Lang, q public.Query) string { return withQuery(Cases(l), q.Values()) }

// CasesBy is the list of cases with one filter set to one value.
func CasesBy(l locale.Lang, filter, value string) string {
	return withQuery(Cases(l), url.Values{filter: {value}})
}

// CasesAfter is the page of a list that a cursor opens; before turns it into
// the page that ends at the cursor.
func CasesAfter(l locale.Lang, q public.Query, cursor string, before bool) string {
	v := q.Values()
	if before {
		v.Set("before", cursor)
	} else {
		v.Set("after", cursor)
	}
	return withQuery(Cases(l), v)
}

// Formats are the kinds of file that a list can be had as, by the ending of
// their addresses.
var Formats = []string{"csv", "json", "ndjson", "xlsx"}

// File is a list as a file, from the address of its page.
func File(address, format string) string {
	path, query, asked := strings.Cut(address, "?")
	if path += "." + format; asked {
		path += "?" + query
	}
	return path
}

// CasesAs is the list that a query asks for as a file.
func CasesAs(l locale.Lang, q public.Query, format string) string {
	return File(CasesWhere(l, ofFile(q)), format)
}

// CasesFile is the address that the files of a list are made from.
func CasesFile(l locale.Lang, q public.Query) string { return CasesWhere(l, ofFile(q)) }

// Package is everything that a query finds as one data package.
func Package(l locale.Lang, q public.Query) string {
	return withQuery(In(l, "/data/package.zip"), ofFile(q).Values())
}

// Snapshots is the list of the days of which a snapshot was taken.
func Snapshots(l locale.Lang) string { return In(l, "/snapshots") }

// SnapshotsBefore is the page of that list with the days before one.
func SnapshotsBefore(l locale.Lang, before string) string {
	v := url.Values{}
	if before != "" {
		v.Set("before", before)
	}
	return withQuery(Snapshots(l), v)
}

// Snapshot is the page of the snapshot of a day.
func Snapshot(l locale.Lang, day string) string { return In(l, "/snapshots/"+url.PathEscape(day)) }

// SnapshotJSON is a snapshot as data.
func SnapshotJSON(l locale.Lang, day string) string { return Snapshot(l, day) + ".json" }

// SnapshotPackage is the data package of a snapshot.
func SnapshotPackage(l locale.Lang, day string) string { return Snapshot(l, day) + "/package.zip" }

// Feed is what changed in the record, for programs that read feeds.
func Feed(l locale.Lang) string { return In(l, "/feed.atom") }

// CaseFeed is what changed in one case.
func CaseFeed(l locale.Lang, ref string) string { return Case(l, ref) + "/feed.atom" }

// Moves is why the number of those held moved between two days.
func Moves(l locale.Lang) string { return In(l, "/changes") }

// MovesBetween is the same with its days and country chosen.
func MovesBetween(l locale.Lang, from, to when.Day, country string) string {
	return withQuery(Moves(l), betweenDays(from, to, country))
}

// MovesAs is the same as a file: json.
func MovesAs(l locale.Lang, from, to when.Day, country, format string) string {
	return withQuery(Moves(l)+"."+format, betweenDays(from, to, country))
}

func betweenDays(from, to when.Day, country string) url.Values {
	v := url.Values{"from": {from.String()}, "to": {to.String()}}
	if country != "" {
		v.Set("country", country)
	}
	return v
}

// ofFile leaves out what a page needs and a file does not.
func ofFile(q public.Query) public.Query {
	q.Limit = 0
	return q
}

// Case is the page of a case.
func Case(l locale.Lang, ref string) string { return In(l, "/cases/"+url.PathEscape(ref)) }

// CaseJSON is a case as data.
func CaseJSON(l locale.Lang, ref string) string { return Case(l, ref) + ".json" }

// Plain is the plain page of a case, in any of [locale.Tongues].
func Plain(l locale.Lang, ref string) string { return Case(l, ref) + "/plain" }

// Help is the page for somebody whose relative has just been taken, in any of
// [locale.Tongues].
func Help(l locale.Lang) string { return In(l, "/help") }

// Status is where a relative enters the digits of a card, in any of
// [locale.Tongues].
func Status(l locale.Lang) string { return In(l, "/status") }

// StatusDo is a page or a form behind a card. None says whose.
func StatusDo(l locale.Lang, what string) string { return Status(l) + "/" + what }

// Leave is where leaving the pages behind a card leads.
func Leave(l locale.Lang) string { return In(l, "/leave") }

// Releases is the list of release events.
func Releases(l locale.Lang) string { return In(l, "/releases") }

// Release is the page of a release event.
func Release(l locale.Lang, id string) string { return In(l, "/releases/"+url.PathEscape(id)) }

// Counts is the page of the counts; a country narrows it, "" does not.
func Counts(l locale.Lang, country string) string {
	return withQuery(In(l, "/counts"), ofCountry(country))
}

// Chart is the picture of one group of counts.
func Chart(l locale.Lang, country, measure, population string) string {
	v := ofCountry(country)
	v.Set("measure", measure)
	v.Set("population", population)
	return withQuery(In(l, "/counts.svg"), v)
}

// Pictures is the page of the pictures that are drawn of the record.
func Pictures(l locale.Lang) string { return In(l, "/pictures") }

// PicturesWhere is that page with what it draws chosen; what is empty does not
// narrow it.
func PicturesWhere(l locale.Lang, country string, from, to when.Day, by string) string {
	return withQuery(Pictures(l), seriesQuery(country, from, to, by))
}

// StatesPicture is the picture of cases by state over time.
func StatesPicture(l locale.Lang, country string, from, to when.Day, by string) string {
	return withQuery(In(l, "/states.svg"), seriesQuery(country, from, to, by))
}

func seriesQuery(country string, from, to when.Day, by string) url.Values {
	v := ofCountry(country)
	for name, value := range map[string]string{"from": from.String(), "to": to.String(), "by": by} {
		if value != "" {
			v.Set(name, value)
		}
	}
	return v
}

// HeldPicture is the picture of how long people have been held, of the cases
// that a query asks for.
func HeldPicture(l locale.Lang, q public.Query) string {
	return withQuery(In(l, "/held.svg"), ofFile(q).Values())
}

// CaseTimeline is the timeline of a case as a picture.
func CaseTimeline(l locale.Lang, ref string) string { return Case(l, ref) + "/timeline.svg" }

// CountryTimeline is the timeline of a country as a picture.
func CountryTimeline(l locale.Lang, code string) string { return Country(l, code) + "/timeline.svg" }

// Facilities is the list of places of detention; a country narrows it.
func Facilities(l locale.Lang, country string) string {
	return withQuery(In(l, "/facilities"), ofCountry(country))
}

// Map is the picture of where they are.
func Map(l locale.Lang, country string) string {
	return withQuery(In(l, "/facilities.svg"), ofCountry(country))
}

// Narrow is a picture as it is drawn for a telephone.
func Narrow(address string) string {
	if strings.Contains(address, "?") {
		return address + "&narrow=1"
	}
	return address + "?narrow=1"
}

func ofCountry(country string) url.Values {
	if country == "" {
		return url.Values{}
	}
	return url.Values{"country": {country}}
}

// Countries is the list of countries.
func Countries(l locale.Lang) string { return In(l, "/countries") }

// Country is the page of a country, by its ISO 3166-1 alpha-2 code.
func Country(l locale.Lang, code string) string { return In(l, "/countries/"+url.PathEscape(code)) }

// Facility is the page of a place of detention.
func Facility(l locale.Lang, slug string) string { return In(l, "/facilities/"+url.PathEscape(slug)) }

// Sources is the list of sources.
func Sources(l locale.Lang) string { return In(l, "/sources") }

// SourcesAfter is the page of that list which a cursor opens.
func SourcesAfter(l locale.Lang, cursor string) string {
	v := url.Values{}
	if cursor != "" {
		v.Set("after", cursor)
	}
	return withQuery(Sources(l), v)
}

// Source is the page of a source.
func Source(l locale.Lang, id string) string { return In(l, "/sources/"+url.PathEscape(id)) }

// Methodology says how the record is made.
func Methodology(l locale.Lang) string { return In(l, "/methodology") }

// Data says what can be downloaded.
func Data(l locale.Lang) string { return In(l, "/data") }

// API tells how a program reads the record. The addresses for programs
// themselves are below it, the same in every language.
func API(l locale.Lang) string { return In(l, "/api") }

// ForPrograms is an address for programs.
func ForPrograms(path string) string { return "/api/v1" + path }

// Corrections says how mistakes are put right, and lists those that were.
func Corrections(l locale.Lang) string { return In(l, "/corrections") }

// CorrectionsWhere is the list of corrections of a country and between days,
// from a cursor on; what is empty does not narrow it.
func CorrectionsWhere(l locale.Lang, country string, from, to when.Day, after string) string {
	return withQuery(Corrections(l), correctionQuery(country, from, to, after))
}

// CorrectionsAs is the same list as a file, all of it: csv, json, ndjson or xlsx.
func CorrectionsAs(l locale.Lang, country string, from, to when.Day, format string) string {
	return withQuery(Corrections(l)+"."+format, correctionQuery(country, from, to, ""))
}

func correctionQuery(country string, from, to when.Day, after string) url.Values {
	v := ofCountry(country)
	for name, value := range map[string]string{"from": from.String(), "to": to.String(), "after": after} {
		if value != "" {
			v.Set(name, value)
		}
	}
	return v
}

// Footnote is the place of a numbered source on a page.
func Footnote(n int) string { return "#source-" + strconv.Itoa(n) }

// Absolute puts the address of the site before one of its paths.
func Absolute(base, path string) string { return base + path }

func withQuery(path string, v url.Values) string {
	if len(v) == 0 {
		return path
	}
	return path + "?" + v.Encode()
}
