internal static class Benchmarks { public static void Main() { } }
