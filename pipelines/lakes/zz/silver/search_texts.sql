select chunk_id as id, 'document' as kind, path, concat_ws(' › ', title, heading) as title, text as body
from silver.doc_chunks
union all
select
    symbol_id as id,
    'code' as kind,
    path,
    qualified_name as title,
    concat_ws(chr(10), qualified_name, signature, doc) as body
from silver.code_symbols
where doc <> ''
