using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace FilmRec.Core.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class RecommendationFeedback : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "continuation",
                table: "recommendation_log",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "recommendation_feedback",
                columns: table => new
                {
                    recommendation_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    movie_id = table.Column<int>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    noted_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_recommendation_feedback", x => new { x.recommendation_id, x.movie_id, x.kind });
                    table.ForeignKey(
                        name: "fk_recommendation_feedback_recommendation_log_recommendation_id",
                        column: x => x.recommendation_id,
                        principalTable: "recommendation_log",
                        principalColumn: "recommendation_id",
                        onDelete: ReferentialAction.Cascade);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "recommendation_feedback");

            migrationBuilder.DropColumn(
                name: "continuation",
                table: "recommendation_log");
        }
    }
}
