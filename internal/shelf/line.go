package shelf

import (
	"encoding/binary"
	"errors"
	"strings"
	"time"

	"habeas/internal/public"
	"habeas/internal/when"
)

// A line is a [public.Row] packed into one column. Reading forty columns one
// by one costs more than all else a list does, in this driver ten times as
// much as reading one. The order of the fields below is the format; a change
// needs a migration that asks for a rebuild.

// packer writes fields; an empty one costs a byte.
type packer []byte

func (p *packer) int(n int) { *p = binary.AppendVarint(*p, int64(n)) }

func (p *packer) text(s string) {
	*p = binary.AppendUvarint(*p, uint64(len(s)))
	*p = append(*p, s...)
}

func (p *packer) list(values []string) {
	p.int(len(values))
	for _, v := range values {
		p.text(v)
	}
}

// optional writes nil as 0 and every other number one away from it.
func (p *packer) optional(n *int) {
	p.flag(n != nil)
	if n != nil {
		p.int(*n)
	}
}

func (p *packer) flag(b bool) {
	if b {
		p.int(1)
	} else {
		p.int(0)
	}
}

func (p *packer) date(d when.Date)    { p.text(d.String()) }
func (p *packer) day(d when.Day)      { p.text(d.String()) }
func (p *packer) instant(t time.Time) { *p = binary.AppendVarint(*p, t.UnixMicro()) }

func packRow(r *public.Row) []byte {
	p := make(packer, 0, 512)
	for _, s := range []string{
		r.Ref, r.Kind, r.Name, r.NameScript, r.NameLang, r.NameNative, r.Label.En, r.Label.Es, r.GroupPhrase,
		r.Gender, r.Country, r.Captor, r.Deprivation, r.State, string(r.Sureness), r.FacilitySlug, r.FacilityName, r.Confirmation,
	} {
		p.text(s)
	}
	for _, n := range []int{r.AliasesCount, r.StateOrigins, r.ChargesCount, r.OriginsCount, r.Version, int(r.Held.End)} {
		p.int(n)
	}
	for _, n := range []*int{r.GroupMin, r.GroupMax, r.Age} {
		p.optional(n)
	}
	p.flag(r.NameWithheld)
	p.flag(r.Announced)
	for _, d := range []when.Date{r.Birth, r.AgeAsOf, r.StateSince, r.Held.Taken, r.Held.Ended, r.Released} {
		p.date(d)
	}
	p.day(r.Held.SeenUntil)
	p.day(r.LastVerified)
	for _, l := range [][]string{r.Nationalities, r.Roles, r.Mechanisms, r.Conditions, r.SourceIDs} {
		p.list(l)
	}
	p.instant(r.PublishedAt)
	p.instant(r.UpdatedAt)
	p.int(len(r.Held.Spells))
	for _, s := range r.Held.Spells {
		p.date(s.Taken)
		p.date(s.Ended)
	}
	p.text(r.Perhaps)
	return p
}

var errLine = errors.New("a line of the shelf is broken: run republish")

// unpacker reads what packer wrote. After a mistake everything is empty.
type unpacker struct {
	rest string
	err  error
}

func (u *unpacker) varint() int64 {
	var n uint64
	for i := 0; i < len(u.rest) && i < binary.MaxVarintLen64; i++ {
		c := u.rest[i]
		n |= uint64(c&0x7f) << (7 * i)
		if c < 0x80 {
			u.rest = u.rest[i+1:]
			return int64(n>>1) ^ -int64(n&1)
		}
	}
	u.rest, u.err = "", errLine
	return 0
}

func (u *unpacker) int() int { return int(u.varint()) }

func (u *unpacker) text() string {
	n := 0
	for i := 0; i < len(u.rest) && i < 5; i++ {
		c := u.rest[i]
		n |= int(c&0x7f) << (7 * i)
		if c < 0x80 {
			if n > len(u.rest)-i-1 {
				break
			}
			s := u.rest[i+1 : i+1+n]
			u.rest = u.rest[i+1+n:]
			return s
		}
	}
	u.rest, u.err = "", errLine
	return ""
}

// list reads into the space of a list that is no longer needed.
func (u *unpacker) list(into []string) []string {
	into = into[:0]
	for n := u.int(); n > 0 && u.err == nil; n-- {
		into = append(into, u.text())
	}
	return into
}

func (u *unpacker) optional() *int {
	if u.int() == 0 {
		return nil
	}
	n := u.int()
	return &n
}

func (u *unpacker) date() when.Date {
	s := u.text()
	if s == "" || u.err != nil {
		return when.Date{}
	}
	d, err := when.Parse(strings.Clone(s)) // dates outlive the row in pages
	if err != nil {
		u.err = errLine
	}
	return d
}

func (u *unpacker) day() when.Day {
	s := u.text()
	if s == "" || u.err != nil {
		return when.Day{}
	}
	d, err := when.ParseDay(s)
	if err != nil {
		u.err = errLine
	}
	return d
}

func (u *unpacker) instant() time.Time { return time.UnixMicro(u.varint()).UTC() }

// unpackRow reads a line into r, reusing the space of its lists. The strings
// of r share the memory of line.
func unpackRow(line string, r *public.Row) error {
	u := unpacker{rest: line}
	r.Ref, r.Kind, r.Name, r.NameScript, r.NameLang = u.text(), u.text(), u.text(), u.text(), u.text()
	r.NameNative, r.Label.En, r.Label.Es, r.GroupPhrase = u.text(), u.text(), u.text(), u.text()
	r.Gender, r.Country, r.Captor, r.Deprivation = u.text(), u.text(), u.text(), u.text()
	r.State, r.Sureness, r.FacilitySlug, r.FacilityName = u.text(), public.Sureness(u.text()), u.text(), u.text()
	r.Confirmation = u.text()
	r.AliasesCount, r.StateOrigins, r.ChargesCount = u.int(), u.int(), u.int()
	r.OriginsCount, r.Version, r.Held.End = u.int(), u.int(), when.End(u.int())
	r.GroupMin, r.GroupMax, r.Age = u.optional(), u.optional(), u.optional()
	r.NameWithheld, r.Announced = u.int() == 1, u.int() == 1
	r.Birth, r.AgeAsOf, r.StateSince = u.date(), u.date(), u.date()
	r.Held.Taken, r.Held.Ended, r.Released = u.date(), u.date(), u.date()
	r.Held.SeenUntil, r.LastVerified = u.day(), u.day()
	r.Nationalities, r.Roles = u.list(r.Nationalities), u.list(r.Roles)
	r.Mechanisms, r.Conditions, r.SourceIDs = u.list(r.Mechanisms), u.list(r.Conditions), u.list(r.SourceIDs)
	r.PublishedAt, r.UpdatedAt = u.instant(), u.instant()
	r.Held.Spells = nil
	for n := u.int(); n > 0 && u.err == nil; n-- {
		r.Held.Spells = append(r.Held.Spells, public.Spell{Taken: u.date(), Ended: u.date()})
	}
	r.Perhaps = u.text()
	if u.err == nil && u.rest != "" {
		u.err = errLine
	}
	return u.err
}
