package io.lavra.embed;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.ByteBuffersDirectory;

/** Finds texts by their words, ranked by BM25 (Robertson and Zaragoza, 2009; k1 1.2, b 0.75). */
final class KeywordIndex implements AutoCloseable {
  private static final String FIELD = "text";
  private static final int MOST_WORDS = 256;

  private final Analyzer analyzer = new SearchWords();
  private final DirectoryReader reader;
  private final IndexSearcher searcher;

  /** Numbers the texts from 0 in the order given, which also breaks ties. */
  KeywordIndex(List<String> texts) throws IOException {
    ByteBuffersDirectory directory = new ByteBuffersDirectory();
    IndexWriterConfig config = new IndexWriterConfig(analyzer);
    try (IndexWriter writer = new IndexWriter(directory, config)) {
      for (String text : texts) {
        Document document = new Document();
        document.add(new TextField(FIELD, text, Field.Store.NO));
        writer.addDocument(document);
      }
      writer.forceMerge(1);
    }
    reader = DirectoryReader.open(directory);
    searcher = new IndexSearcher(reader);
  }

  /** The best texts for a query's words, best first; any characters are allowed. */
  List<ScoreDoc> search(String query, int limit) throws IOException {
    BooleanQuery.Builder any = new BooleanQuery.Builder();
    for (String word : words(query)) {
      any.add(new TermQuery(new Term(FIELD, word)), BooleanClause.Occur.SHOULD);
    }
    return List.of(searcher.search(any.build(), limit).scoreDocs);
  }

  private Set<String> words(String query) throws IOException {
    Set<String> words = new LinkedHashSet<>();
    try (TokenStream tokens = analyzer.tokenStream(FIELD, query)) {
      CharTermAttribute term = tokens.getAttribute(CharTermAttribute.class);
      tokens.reset();
      while (tokens.incrementToken() && words.size() < MOST_WORDS) {
        words.add(term.toString());
      }
      tokens.end();
    }
    return words;
  }

  @Override
  public void close() throws IOException {
    reader.close();
    analyzer.close();
  }
}
