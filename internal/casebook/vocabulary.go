package casebook

import (
	"database/sql/driver"
	"fmt"
	"slices"
	"strings"
)

// Codes of the vocabularies are stable identifiers; people see words from
// package locale. A code that is dropped from a list stays readable.
type (
	// CaseKind says whom a case is about.
	CaseKind string
	// Captor says what kind of power holds a person (22 USC 1741 and the
	// hostage conventions draw the line between states and others).
	Captor string
	// Deprivation says what kind of deprivation of liberty it is.
	Deprivation string
	// EventKind says what happened in a case.
	EventKind string
	// Certainty says how sure we are of an event.
	Certainty string
	// StateCode says where a person stands at an instant; always derived.
	StateCode string
	// Visibility says who may see a thing.
	Visibility string
	// Publication says where a thing stands on its way to the public.
	Publication string
	// NameKind says what a name is to its bearer.
	NameKind string
	// Qualifier says how a number was meant by whoever gave it.
	Qualifier string
	// Mechanism says by which arrangement or legal form people came free.
	Mechanism string
	// Exit says how one person's custody ended.
	Exit string
	// ConditionKind says what still binds a released person.
	ConditionKind string
	// Step is a rung of the confirmation ladder of a release.
	Step string
	// SourceKind says what kind of thing a source is.
	SourceKind string
	// Standing says how we treat one source's statement beside the others.
	Standing string
	// Measure says what a count counts.
	Measure string
	// Basis says on what a claimant rests a count.
	Basis string
	// Stance is what an authority says about a case, a count or a release.
	Stance string
	// Answer is yes, no or unknown; empty is unknown, never no.
	Answer string
)

// Kinds of case.
const (
	KindPerson  CaseKind = "person"  // one person whose name we hold
	KindUnnamed CaseKind = "unnamed" // one person nobody has named
	KindGroup   CaseKind = "group"   // several people without names, counted by somebody
)

// Visibilities. New things are Staff.
const (
	Public     Visibility = "public"
	Staff      Visibility = "staff"
	Restricted Visibility = "restricted"
)

// States of publication.
const (
	Draft     Publication = "draft"
	InReview  Publication = "in_review"
	Published Publication = "published"
	Withdrawn Publication = "withdrawn"
	Merged    Publication = "merged" // into another case, which its reference leads to
)

// How sure we are of an event.
const (
	Reported     Certainty = "reported"
	Corroborated Certainty = "corroborated"
	Confirmed    Certainty = "confirmed"
	Disputed     Certainty = "disputed"
)

// States a person can be in.
const (
	InCustody          StateCode = "in_custody"
	HouseArrest        StateCode = "house_arrest"
	RestrictedLiberty  StateCode = "restricted_liberty"
	AtLiberty          StateCode = "at_liberty"
	WhereaboutsUnknown StateCode = "whereabouts_unknown"
	ExitBanned         StateCode = "exit_banned"
	Deceased           StateCode = "deceased"
	StateUnknown       StateCode = "unknown"
)

// Kinds of event that the rules of this package look at by name.
const (
	LastContact       EventKind = "last_contact"
	Missing           EventKind = "missing"
	Taken             EventKind = "taken"
	Acknowledged      EventKind = "acknowledged"
	DetentionDenied   EventKind = "denied"
	FamilyInformed    EventKind = "family_informed"
	Moved             EventKind = "moved"
	Hospitalised      EventKind = "hospitalised"
	ConsularVisit     EventKind = "consular_visit"
	ConsularRefused   EventKind = "consular_refused"
	LawyerVisit       EventKind = "lawyer_visit"
	FamilyVisit       EventKind = "family_visit"
	ProofOfLife       EventKind = "proof_of_life"
	IllTreatment      EventKind = "ill_treatment_alleged"
	ReleaseAnnounced  EventKind = "release_announced"
	ReleaseOrdered    EventKind = "release_ordered"
	LeftFacility      EventKind = "left_facility"
	ConditionsImposed EventKind = "conditions_imposed"
	ConditionsLifted  EventKind = "conditions_lifted"
	Home              EventKind = "home"
	ReDetained        EventKind = "re_detained"
	Deported          EventKind = "deported"
	Extradited        EventKind = "extradited"
	Escaped           EventKind = "escaped"
	Rescued           EventKind = "rescued"
	Died              EventKind = "died"
	RemainsReturned   EventKind = "remains_returned"
	StatementMade     EventKind = "statement"
)

// Rungs of the confirmation ladder, and its two reversals.
const (
	StepAnnounced    Step = "announced"
	StepOrdered      Step = "ordered"
	StepLeftFacility Step = "left_facility"
	StepHome         Step = "home"
	StepVerified     Step = "verified"
	StepNotCarried   Step = "order_not_carried_out"
	StepReDetained   Step = "re_detained"
)

// Standings of a claim.
const (
	Accepted     Standing = "accepted"
	AlsoReported Standing = "also_reported"
	InDispute    Standing = "disputed"
	Superseded   Standing = "superseded"
)

// Qualifiers of a number.
const (
	Exactly   Qualifier = "exactly"
	AtLeast   Qualifier = "at_least"
	AtMost    Qualifier = "at_most"
	About     Qualifier = "about"
	MoreThan  Qualifier = "more_than"
	FewerThan Qualifier = "fewer_than"
)

// Answers.
const (
	Yes     Answer = "yes"
	No      Answer = "no"
	Unknown Answer = "unknown"
)

// vocabularies holds every list of codes in the order in which it is offered.
// Sources: HURIDOCS micro-thesauri for events, whereabouts and kinds of source;
// NATO's Admiralty code for grades; the indicators of US travel advisories.
var vocabularies = map[string][]string{
	"case":               words("person unnamed group"),
	"captor":             words("state de_facto_authority armed_group criminal_group unknown"),
	"deprivation":        words("detention enforced_disappearance abduction house_arrest exit_ban unknown"),
	"event":              words("last_contact missing taken acknowledged denied family_informed moved hospitalised hunger_strike charged first_judge hearing trial_opened verdict sentenced appeal consular_requested consular_visit consular_refused lawyer_visit family_visit proof_of_life ill_treatment_alleged release_announced release_ordered left_facility conditions_imposed conditions_lifted home re_detained deported extradited escaped rescued died remains_returned designated proceeding_filed proceeding_decided statement other"),
	"certainty":          words("reported corroborated confirmed disputed"),
	"state":              words("in_custody house_arrest restricted_liberty at_liberty whereabouts_unknown exit_banned deceased unknown"),
	"visibility":         words("public staff restricted"),
	"publication":        words("draft in_review published withdrawn merged"),
	"name":               words("primary native transliteration alias maiden nickname misspelling partial"),
	"qualifier":          words("exactly at_least at_most about more_than fewer_than"),
	"mechanism":          words("prisoner_exchange unilateral_gesture negotiated_without_exchange payment pardon amnesty commutation sentence_served bail precautionary_measures conditional medical_or_humanitarian acquitted charges_dropped conviction_quashed habeas_corpus never_charged military_operation other not_stated"),
	"exit":               words("released transferred deported extradited escaped rescued died_in_custody executed killed_by_captor confirmed_not_held"),
	"condition":          words("periodic_reporting travel_ban exile house_arrest gag_order no_contact electronic_tag passport_withheld bail_sum residence signed_statement threat_of_rearrest none_known"),
	"confirmation":       words("announced ordered left_facility home verified order_not_carried_out re_detained"),
	"source_kind":        words("news_article official_statement ngo_report court_document family_testimony witness_testimony social_post un_document interview photo video dataset other"),
	"reliability":        words("A B C D E F"),
	"credibility":        words("1 2 3 4 5 6"),
	"standing":           words("accepted also_reported disputed superseded"),
	"measure":            words("held released announced ordered left_facility verified arrested disappeared died"),
	"basis":              words("announced verified estimated not_stated"),
	"stance":             words("acknowledges denies acknowledges_other_reason determination_wrongful designation statement"),
	"risk":               words("crime terrorism unrest health disaster event kidnapping wrongful_detention other"),
	"charge":             words("pending dropped convicted acquitted appeal unknown"),
	"basis_citizen":      words("citizen dual permanent_resident unknown"),
	"role":               words("journalist aid_worker activist lawyer opposition military traveller business dual_national other"),
	"gender":             words("female male other unknown"),
	"part":               words("caseworker reviewer liaison named"),
	"answer":             words("yes no unknown"),
	"consent":            words("publish_anonymously publish_name publish_photo publish_health share_partners share_un share_government"),
	"consent_basis":      words("consent public_record"),
	"capture_how":        words("pasted uploaded"),
	"no_text":            words("broken locked pictures too_much"),
	"custody":            words("received handed_out"),
	"list":               words("announced actual ngo"),
	"match":              words("open ours not_ours unclear"),
	"frame":              words("wgad levinson own"),
	"wgad":               words("I II III IV V"),
	"levinson":           words("innocence nationality leverage freedoms local_law questions_raised pretext courts inhumane due_process engagement"),
	"finding":            words("yes no unclear"),
	"proceeding":         words("habeas_corpus trial appeal constitutional_complaint wgad_communication treaty_body special_procedure regional_commission regional_court consular_demarche designation_request sanctions_request other"),
	"proceeding_outcome": words("pending granted partly_granted rejected inadmissible withdrawn no_answer unknown"),
	"exactness":          words("site settlement"),
	"facility_kind":      words("prison police_station military_site intelligence_site hospital private_home unofficial_site other unknown"),
	"rival":              words("retracted disputed better as_good"),
	"walk_cause":         words("corrected withdrawn"),
	"rests":              words("falls unclear stays"),
	"decision":           words("keep replace change retract untie remove"),
	"claim_field":        words("date place facility actor event what state captor deprivation summary charge name label nationality birth age age_as_of gender role occupation exit note title announced announced_by treatment number text other"),
}

func words(list string) []string { return strings.Fields(list) }

// Vocabulary lists the codes of a vocabulary in the order in which they are
// offered: "event", "captor", "mechanism" … An unknown name gives nothing.
func Vocabulary(name string) []string { return slices.Clone(vocabularies[name]) }

// Vocabularies names every vocabulary, for the codebook and for tests.
func Vocabularies() []string {
	names := make([]string, 0, len(vocabularies))
	for n := range vocabularies {
		names = append(names, n)
	}
	slices.Sort(names)
	return names
}

// InVocabulary reports whether code is one of the vocabulary's.
func InVocabulary(name, code string) bool { return slices.Contains(vocabularies[name], code) }

// Codes is a short list of codes kept in one column, separated by spaces.
type Codes []string

// Has reports whether code is in the list.
func (c Codes) Has(code string) bool { return slices.Contains(c, code) }

// Value stores the codes separated by spaces.
func (c Codes) Value() (driver.Value, error) { return strings.Join(c, " "), nil }

// Scan reads what Value wrote.
func (c *Codes) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		*c = nil
	case string:
		*c = strings.Fields(v)
	case []byte:
		*c = strings.Fields(string(v))
	default:
		return fmt.Errorf("casebook: cannot read codes from %T", src)
	}
	return nil
}
