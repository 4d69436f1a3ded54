-- What must never be true of a library: each query finds the rows that break a rule, and its comment says "table: what is wrong".
-- Offsets count characters from 0, end exclusive, so text[start:end] is substring(text, start + 1, end - start). They count in the
-- title for rows that are in_title, else in the text: if(in_title, a.title, a.text).

-- articles: article_id occurs more than once
SELECT article_id FROM articles GROUP BY article_id HAVING count(*) > 1;

-- articles: text is blank
SELECT article_id FROM articles WHERE trim(text, E' \t\r\n') = '';

-- articles: words is negative
SELECT article_id, words FROM articles WHERE words < 0;

-- articles: published is before 1800 or in the future
SELECT article_id, published FROM articles WHERE published < '1800-01-01' OR published > now() + INTERVAL 2 DAY;

-- articles: dateline is not a day such as --01-31
SELECT article_id, dateline FROM articles
WHERE NOT regexp_full_match(dateline, '--(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])');

-- articles: duplicate_of is not an article
SELECT article_id, duplicate_of FROM articles
WHERE duplicate_of IS NOT NULL AND duplicate_of NOT IN (SELECT article_id FROM articles);

-- articles: duplicate_of is itself a duplicate
SELECT a.article_id, a.duplicate_of FROM articles AS a JOIN articles AS b ON b.article_id = a.duplicate_of
WHERE b.duplicate_of IS NOT NULL;

-- sentences: the key occurs more than once
SELECT article_id, sentence FROM sentences GROUP BY ALL HAVING count(*) > 1;

-- sentences: the article does not exist
SELECT article_id, sentence FROM sentences ANTI JOIN articles USING (article_id);

-- sentences: in_title, but the article has no title
SELECT article_id, sentence FROM sentences JOIN articles AS a USING (article_id) WHERE in_title AND a.title IS NULL;

-- sentences: start and end are not inside the text
SELECT article_id, sentence, s.start, s."end" FROM sentences AS s JOIN articles AS a USING (article_id)
WHERE s.start < 0 OR s."end" <= s.start OR s."end" > length(if(s.in_title, a.title, a.text));

-- sentences: sentences overlap or are out of order
SELECT article_id, sentence, start FROM
    (SELECT *, lag("end") OVER (PARTITION BY article_id, in_title ORDER BY sentence) AS before FROM sentences)
WHERE start < before;

-- sentences: tone is not within -1 to 1
SELECT article_id, sentence, tone FROM sentences WHERE NOT tone BETWEEN -1 AND 1;

-- quotes: the key occurs more than once
SELECT article_id, quote FROM quotes GROUP BY ALL HAVING count(*) > 1;

-- quotes: the article does not exist
SELECT article_id, quote FROM quotes ANTI JOIN articles USING (article_id);

-- quotes: kind is not direct, mixed or indirect
SELECT article_id, quote, kind FROM quotes WHERE kind NOT IN ('direct', 'mixed', 'indirect');

-- quotes: there are no parts
SELECT article_id, quote FROM quotes WHERE len(parts) = 0;

-- quotes: in_title, but the article has no title
SELECT article_id, quote FROM quotes JOIN articles AS a USING (article_id) WHERE in_title AND a.title IS NULL;

-- quotes: a part is not a [start, end] inside the text
SELECT article_id, quote, part
FROM (SELECT article_id, quote, in_title, unnest(parts) AS part FROM quotes) AS q JOIN articles AS a USING (article_id)
WHERE part IS NULL OR len(part) != 2 OR part[1] < 0 OR part[2] <= part[1] OR part[2] > length(if(q.in_title, a.title, a.text));

-- quotes: parts overlap or are out of order
SELECT article_id, quote, parts FROM quotes
WHERE len(list_filter(range(1, len(parts)), lambda i: parts[i + 1][1] < parts[i][2])) > 0;

-- quotes: text is not the text at the parts, joined by " … "
SELECT article_id, quote, q.text FROM quotes AS q JOIN articles AS a USING (article_id)
WHERE q.text IS DISTINCT FROM
    array_to_string(list_transform(q.parts, lambda p: substring(if(q.in_title, a.title, a.text), p[1] + 1, p[2] - p[1])), ' … ');

-- quotes: speaker_text is not the text at speaker_start
SELECT article_id, quote, speaker_text FROM quotes AS q JOIN articles AS a USING (article_id)
WHERE speaker_text IS DISTINCT FROM substring(if(q.in_title, a.title, a.text), speaker_start + 1, speaker_end - speaker_start);

-- quotes: cue is not the text at cue_start
SELECT article_id, quote, cue FROM quotes AS q JOIN articles AS a USING (article_id)
WHERE cue IS DISTINCT FROM substring(if(q.in_title, a.title, a.text), cue_start + 1, cue_end - cue_start);

-- quotes: name without speaker_type
SELECT article_id, quote, name FROM quotes WHERE name IS NOT NULL AND speaker_type IS NULL;

-- quotes: role_start without role, or its span is not inside the text or title
SELECT article_id, quote, role, role_start, role_end FROM quotes AS q JOIN articles AS a USING (article_id)
WHERE (role IS NULL AND role_start IS NOT NULL) OR (role_start IS NULL) != (role_end IS NULL)
OR role_start < 0 OR role_end <= role_start OR role_end > length(if(q.in_title, a.title, a.text));

-- quotes: role without role_start, in an article without a title that may have it
SELECT article_id, quote, role FROM quotes JOIN articles AS a USING (article_id)
WHERE role IS NOT NULL AND role_start IS NULL AND a.title IS NULL;

-- quotes: role is not in lower case, or blank
SELECT article_id, quote, role FROM quotes WHERE role != lower(role) OR trim(role) = '';

-- quotes: gender is not f or m, or gender_from is not article or name
SELECT article_id, quote, gender, gender_from FROM quotes
WHERE gender NOT IN ('f', 'm') OR gender_from NOT IN ('article', 'name') OR (gender IS NULL) != (gender_from IS NULL);

-- quotes: gender_start without gender, or its span is not inside the text or title
SELECT article_id, quote, gender, gender_start, gender_end FROM quotes AS q JOIN articles AS a USING (article_id)
WHERE (gender IS NULL AND gender_start IS NOT NULL) OR (gender_start IS NULL) != (gender_end IS NULL)
OR gender_start < 0 OR gender_end <= gender_start OR gender_end > length(if(q.in_title, a.title, a.text));

-- quotes: gender without gender_start, in an article without a title that may show it
SELECT article_id, quote, gender FROM quotes JOIN articles AS a USING (article_id)
WHERE gender IS NOT NULL AND gender_start IS NULL AND a.title IS NULL;

-- quotes: described_as is neither in the text nor in the title, or a speaker with a name has one
SELECT article_id, quote, described_as FROM quotes JOIN articles AS a USING (article_id)
WHERE described_as IS NOT NULL
AND (name IS NOT NULL OR NOT (contains(a.text, described_as) OR contains(coalesce(a.title, ''), described_as)));

-- quotes: spoken_for without described_as
SELECT article_id, quote, spoken_for FROM quotes WHERE spoken_for IS NOT NULL AND described_as IS NULL;

-- quotes: confidence is not within 0 to 1
SELECT article_id, quote, confidence FROM quotes WHERE NOT confidence BETWEEN 0 AND 1;

-- quotes: tone is not within -1 to 1
SELECT article_id, quote, tone FROM quotes WHERE NOT tone BETWEEN -1 AND 1;

-- quotes: words is negative
SELECT article_id, quote, words FROM quotes WHERE words < 0;

-- quotes: name is not linked to an actor
SELECT DISTINCT name, speaker_type AS type FROM quotes ANTI JOIN names ON names.name = quotes.name AND names.type = speaker_type
WHERE name IS NOT NULL AND speaker_type IS NOT NULL;

-- mentions: the same mention occurs more than once
SELECT article_id, start, "end", name, type, in_title FROM mentions GROUP BY ALL HAVING count(*) > 1;

-- mentions: the article does not exist
SELECT article_id, start FROM mentions ANTI JOIN articles USING (article_id);

-- mentions: in_title, but the article has no title
SELECT article_id, start FROM mentions JOIN articles AS a USING (article_id) WHERE in_title AND a.title IS NULL;

-- mentions: text is not the text at start
SELECT article_id, m.start, m.text FROM mentions AS m JOIN articles AS a USING (article_id)
WHERE m."end" <= m.start OR m.text IS DISTINCT FROM substring(if(m.in_title, a.title, a.text), m.start + 1, m."end" - m.start);

-- mentions: the sentence does not exist, or does not contain the mention
SELECT article_id, m.start, m.text FROM mentions AS m LEFT JOIN sentences AS s USING (article_id, sentence)
WHERE s.start IS NULL OR s.in_title != m.in_title OR m.start < s.start OR m.start >= s."end";

-- mentions: the quote does not exist
SELECT article_id, start, quote FROM mentions ANTI JOIN quotes USING (article_id, quote, in_title) WHERE quote IS NOT NULL;

-- mentions: gender is not f or m
SELECT article_id, start, gender FROM mentions WHERE gender NOT IN ('f', 'm');

-- mentions: role is not in lower case, or blank
SELECT article_id, start, role FROM mentions WHERE role != lower(role) OR trim(role) = '';

-- mentions: tone is not within -1 to 1
SELECT article_id, start, tone FROM mentions WHERE NOT tone BETWEEN -1 AND 1;

-- mentions: name is not linked to an actor
SELECT DISTINCT name, type FROM mentions ANTI JOIN names USING (name, type) WHERE name IS NOT NULL;

-- actors: actor occurs more than once
SELECT actor FROM actors GROUP BY actor HAVING count(*) > 1;

-- actors: there are no forms
SELECT actor FROM actors WHERE len(forms) = 0;

-- names: the key occurs more than once
SELECT name, type FROM names GROUP BY ALL HAVING count(*) > 1;

-- names: the actor does not exist
SELECT name, actor FROM names ANTI JOIN actors USING (actor);

-- skipped: the reason is missing
SELECT file, row FROM skipped WHERE trim(reason) = '';
