package web

import (
	"bytes"
	"compress/gzip"
	"container/list"
	"fmt"
	"io"
	"strconv"
	"sync"
	"time"

	"habeas/internal/when"
)

// pageCache keeps public pages that were asked for more than once, compressed
// as they are sent. Everything in it belongs to one stamp: when anything on
// the shelf changes, or the day does, it starts anew, so that it cannot serve
// what is no longer so.
//
// A page comes in when it is asked for the second time. A crawler that reads
// every case once neither pays for compressing them nor pushes out what people
// read.
type pageCache struct {
	boot string // tells this program's pages from those of the one before it

	mu      sync.Mutex
	stamp   stamp
	tagged  []string                 // the tag of stamp, as its header says it
	kept    map[string]*list.Element // of keptPage
	order   *list.List               // last used first
	bytes   int
	knocked map[string]struct{} // keys asked for once
}

// stamp says what a page was made from.
type stamp struct {
	generation uint64
	day        when.Day
}

type keptPage struct {
	key    string
	zipped []byte
	size   []string // of zipped, as its header says it
	length int      // unzipped
	media  []string // type, as its header says it
}

// Bounds of the cache. Entries are pages of some ten kilobytes, zipped.
const (
	maxCached  = 32 << 20
	maxKnocked = 20_000
	entryCost  = 512
)

func newPageCache(started time.Time) *pageCache {
	return &pageCache{boot: fmt.Sprintf("%x", started.UnixMicro()), kept: map[string]*list.Element{}, order: list.New(), knocked: map[string]struct{}{}}
}

// tag is the entity tag of every page made from a stamp, as the value of its
// header: an address and what it was made from decide what it says.
func (p *pageCache) tag(s stamp) []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.turn(s)
	return p.tagged
}

// get gives a kept page, or says whether the key was asked for before.
func (p *pageCache) get(key string, s stamp) (page *keptPage, before bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.turn(s)
	if at, ok := p.kept[key]; ok {
		p.order.MoveToFront(at)
		return at.Value.(*keptPage), true
	}
	_, before = p.knocked[key]
	if !before {
		if len(p.knocked) >= maxKnocked {
			clear(p.knocked)
		}
		p.knocked[key] = struct{}{}
	}
	return nil, before
}

// put keeps a page, and lets go of those not used for longest.
func (p *pageCache) put(page *keptPage, s stamp) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.turn(s)
	if _, ok := p.kept[page.key]; ok || p.cost(page) > maxCached/8 {
		return
	}
	delete(p.knocked, page.key)
	p.kept[page.key] = p.order.PushFront(page)
	p.bytes += p.cost(page)
	for p.bytes > maxCached {
		last := p.order.Back()
		old := p.order.Remove(last).(*keptPage)
		delete(p.kept, old.key)
		p.bytes -= p.cost(old)
	}
}

func (p *pageCache) cost(page *keptPage) int { return len(page.zipped) + len(page.key) + entryCost }

// turn empties the cache when what pages are made from has changed.
func (p *pageCache) turn(s stamp) {
	if p.stamp == s && p.tagged != nil {
		return
	}
	p.stamp, p.bytes = s, 0
	p.tagged = []string{fmt.Sprintf(`W/"%s-%x-%s"`, p.boot, s.generation, s.day)}
	clear(p.kept)
	clear(p.knocked)
	p.order.Init()
}

// zippers are reused: each holds some hundred kilobytes.
var zippers = sync.Pool{New: func() any { return gzip.NewWriter(io.Discard) }}

// zip compresses a page to keep it.
func zip(key, media string, body []byte) (*keptPage, error) {
	var buf bytes.Buffer
	z := zippers.Get().(*gzip.Writer)
	defer zippers.Put(z)
	z.Reset(&buf)
	if _, err := z.Write(body); err != nil {
		return nil, err
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return &keptPage{
		key: key, zipped: bytes.Clone(buf.Bytes()), size: []string{strconv.Itoa(buf.Len())},
		length: len(body), media: []string{media},
	}, nil
}

// unzipped gives the page as it was, for a reader that takes no gzip.
func (k *keptPage) unzipped() ([]byte, error) {
	z, err := gzip.NewReader(bytes.NewReader(k.zipped))
	if err != nil {
		return nil, err
	}
	body := make([]byte, k.length)
	_, err = io.ReadFull(z, body)
	return body, err
}
